//! How much memory there is, and how much may be used.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, Result, pi2_command};

/// Kept for old scripts: limits the memory of each job of a distributed run.
///
/// Where commands run in this process, as always so far, the limit has no effect: they need what they need.
///
/// # Example
/// ```pi2
/// maxmemory(1000)
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [getmaxmemory], trivial)]
pub fn maxmemory(
    /// Limit in MiB (2²⁰ bytes); 0 chooses it from the memory of the machine.
    #[arg(name = "maximum memory", default = 0.0)]
    _maximum_memory: f64,
) -> Result<()> {
    Ok(())
}

/// Tells how much memory this process may use.
///
/// This is the memory of the machine, or less if the process runs in a control group with a limit, as in a container or
/// a job of a cluster.
///
/// # Errors
/// `Limit` if the system does not tell it.
///
/// # Example
/// ```pi2
/// getmaxmemory(most)
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [maxmemory, info], trivial)]
pub fn getmaxmemory(
    /// Memory in MiB (2²⁰ bytes).
    #[arg(out)]
    maximum_memory: &mut f64,
) -> Result<()> {
    let bytes = total_memory().ok_or_else(|| Error::limit("this system does not tell how much memory it has"))?;
    *maximum_memory = bytes as f64 / f64::from(1 << 20);
    Ok(())
}

/// Memory in bytes that this process may use, where the system tells it.
pub(super) fn total_memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemTotal:"))?;
    let installed = 1024 * line.split_whitespace().nth(1)?.parse::<u64>().ok()?;
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let allowed = group_limit(&groups, |path| fs::read_to_string(path).ok());
    Some(allowed.map_or(installed, |allowed| allowed.min(installed)))
}

/// The smallest limit of the control groups of a process, which are those in `/proc/self/cgroup` and all above them.
fn group_limit(groups: &str, read: impl Fn(&Path) -> Option<String>) -> Option<u64> {
    // Lines are `number:controllers:path`; without controllers it is the second version of the interface.
    let group = |line: &str| {
        let mut parts = line.splitn(3, ':').skip(1);
        let (controllers, path) = (parts.next()?, parts.next()?.trim_start_matches('/'));
        match controllers {
            "" => Some((PathBuf::from("/sys/fs/cgroup").join(path), "memory.max")),
            _ if controllers.split(',').any(|controller| controller == "memory") => {
                Some((PathBuf::from("/sys/fs/cgroup/memory").join(path), "memory.limit_in_bytes"))
            }
            _ => None,
        }
    };
    let limits = groups.lines().filter_map(group).flat_map(|(folder, file)| {
        let files: Vec<PathBuf> = folder.ancestors().map(|folder| folder.join(file)).collect();
        files.into_iter().filter_map(|file| read(&file)?.trim().parse::<u64>().ok())
    });
    limits.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_limit_of_all_groups_counts() {
        let read = |path: &Path| {
            let limit = match path.to_str()? {
                "/sys/fs/cgroup/user/job/memory.max" => "max\n",
                "/sys/fs/cgroup/user/memory.max" => "3000\n",
                "/sys/fs/cgroup/memory/slurm/memory.limit_in_bytes" => "2000\n",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes" => "9223372036854771712\n",
                _ => return None,
            };
            Some(limit.to_owned())
        };
        assert_eq!(group_limit("0::/user/job\n", read), Some(3000));
        assert_eq!(group_limit("9:name=systemd:/\n4:cpu,memory:/slurm\n0::/\n", read), Some(2000));
        assert_eq!(group_limit("5:cpuset:/slurm\n", read), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_machine_has_memory() {
        let mut memory = 0.0;
        getmaxmemory(&mut memory).expect("Linux tells it");
        assert!(memory > 16.0 && memory < 1e9, "{memory}");
        maxmemory(1.0).expect("accepted");
    }
}
