//! What is drawn: events over time, events by place, people and bodies in common events.

pub mod layout;
pub mod legend;
pub mod map;
pub mod network;
pub mod telling;
pub mod timeline;
pub mod world;
