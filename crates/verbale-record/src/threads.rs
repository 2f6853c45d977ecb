//! Work on several threads, with results in the order of the jobs.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Jobs a thread takes at a time.
const CHUNK: usize = 64;

/// Does `work` for each job on so many threads; `chunk` jobs are taken at a time.
fn chunked<J: Sync, R: Send>(
    jobs: &[J],
    threads: usize,
    chunk: usize,
    work: impl Fn(&J) -> R + Sync,
) -> Vec<R> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let worker = || {
        loop {
            let from = next.fetch_add(chunk, Ordering::Relaxed);
            let Some(own) = jobs.get(from..jobs.len().min(from + chunk)).filter(|own| !own.is_empty()) else {
                return;
            };
            let results: Vec<R> = own.iter().map(&work).collect();
            if let Ok(mut done) = done.lock() {
                done.push((from, results));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, jobs.len().max(1)) {
            scope.spawn(worker);
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(from, _)| *from);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// Few jobs of much work each.
pub(crate) fn each<J: Sync, R: Send>(jobs: &[J], threads: usize, work: impl Fn(&J) -> R + Sync) -> Vec<R> {
    chunked(jobs, threads, 1, work)
}

/// Many jobs of little work each.
pub(crate) fn all<J: Sync, R: Send>(jobs: &[J], threads: usize, work: impl Fn(&J) -> R + Sync) -> Vec<R> {
    chunked(jobs, threads, CHUNK, work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs_on_any_number_of_threads() {
        let jobs: Vec<usize> = (0..1000).collect();
        for threads in [0, 1, 3] {
            assert_eq!(all(&jobs, threads, |n| n * 2), jobs.iter().map(|n| n * 2).collect::<Vec<_>>());
            assert_eq!(each(&jobs[..5], threads, |n| n + 1), [1, 2, 3, 4, 5]);
        }
        assert!(all::<usize, usize>(&[], 2, |n| *n).is_empty());
    }
}
