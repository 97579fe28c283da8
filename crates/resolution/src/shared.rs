//! How what is shared in memory is written: as what it is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

pub fn serialize<T: Serialize, S: Serializer>(one: &Arc<T>, serializer: S) -> Result<S::Ok, S::Error> {
    T::serialize(one, serializer)
}

pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<T>, D::Error> {
    T::deserialize(deserializer).map(Arc::new)
}

/// The same for the values of a table.
pub mod values {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::HashMap;
    use std::hash::Hash;
    use std::sync::Arc;

    pub fn serialize<K: Serialize, T: Serialize, S: Serializer>(
        table: &HashMap<K, Arc<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(table.iter().map(|(key, one)| (key, &**one)))
    }

    pub fn deserialize<'de, K, T, D>(deserializer: D) -> Result<HashMap<K, Arc<T>>, D::Error>
    where
        K: Deserialize<'de> + Eq + Hash,
        T: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let pairs = Vec::<(K, T)>::deserialize(deserializer)?;
        Ok(pairs.into_iter().map(|(key, one)| (key, Arc::new(one))).collect())
    }
}
