//! Where a gazetteer is looked for.

use std::path::PathBuf;

/// `SAKSI_GAZETTEER`, then `saksi/places.saksi` in the user's data folder, then `data/places.saksi`
/// in the working folder and in the folders that hold the program.
pub fn default_paths() -> Vec<PathBuf> {
    if let Some(path) = std::env::var_os("SAKSI_GAZETTEER").filter(|path| !path.is_empty()) {
        return vec![PathBuf::from(path)];
    }
    let folder = |name: &str| std::env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let data = folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")));
    let data = data.or_else(|| folder("APPDATA"));
    let mut paths: Vec<PathBuf> = data.into_iter().map(|data| data.join("saksi").join("places.saksi")).collect();
    paths.push(PathBuf::from("data/places.saksi"));
    let program = std::env::current_exe().unwrap_or_default();
    paths.extend(program.ancestors().skip(1).map(|folder| folder.join("data/places.saksi")));
    paths
}
