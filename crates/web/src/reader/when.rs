//! Moments in words.

/// `2031-02-03 14:05`, in UTC, from milliseconds since 1970.
pub fn moment(milliseconds: i64) -> String {
    let moment = jiff::Timestamp::from_millisecond(milliseconds);
    moment.map(|moment| moment.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}
