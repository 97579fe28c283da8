//! What a child process gives up before it sees the first foreign byte.

use thiserror::Error;

/// Memory that the child may map, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 1024 << 20;
/// Seconds of processor time that one document may use.
#[cfg(unix)]
const SECONDS: u64 = 60;

/// The child could not be confined; it must not read anything then.
#[derive(Debug, Error)]
#[error("this process could not give up its right to {right}")]
pub struct LimitError {
    /// What it could not give up.
    pub right: &'static str,
}

/// Gives up new files and sockets, new processes, written files, core dumps and all but 1 GiB of memory, for good.
///
/// After this every attempt to open anything fails, whatever number it would get. Pipes that are open stay open.
/// # Errors
/// [`LimitError`] when the system refuses; on systems without such limits always.
#[cfg(unix)]
pub fn confine() -> Result<(), LimitError> {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let none = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    let rights = [
        (Resource::Core, 0, "leave core dumps"),
        (Resource::Fsize, 0, "write files"),
        (Resource::Nproc, 0, "start processes"),
        (Resource::As, MEMORY, "use more memory"),
        (Resource::Nofile, 0, "open files and sockets"),
    ];
    for (resource, most, right) in rights {
        setrlimit(resource, none(most)).map_err(|_| LimitError { right })?;
    }
    #[cfg(target_os = "linux")]
    {
        set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(|_| LimitError { right: "be looked into" })?;
        rustix::thread::set_no_new_privs(true).map_err(|_| LimitError { right: "gain rights" })?;
    }
    Ok(())
}

/// Allows the next document its share of processor time.
#[cfg(unix)]
pub fn wind_clock() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec;
    let until = u64::try_from(used).unwrap_or(0) + SECONDS;
    // The parent watches the wall clock as well, so a refusal here is no danger.
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(until), maximum: None });
}

/// Systems without resource limits: nothing is read there.
#[cfg(not(unix))]
pub fn confine() -> Result<(), LimitError> {
    Err(LimitError { right: "open files and sockets" })
}

/// Nothing to wind.
#[cfg(not(unix))]
pub fn wind_clock() {}
