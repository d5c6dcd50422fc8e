//! Reading without an index: everything into memory, but what is there already.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::material::Material;
use super::readers::Readers;
use super::{Library, Means, Order, Problem, Progress, Source, documents_of, fingerprint, walk};

/// Reads every document below `paths` (files or folders), with nobody who watches.
pub fn read_library(paths: &[PathBuf]) -> Library {
    in_memory(&Order::of(paths), None)
}

/// Reads what `order` names, in parallel.
///
/// `previous` is the library as it was: files whose content has not changed keep their [`Source`] without being read
/// again. Once the order is to stop no further file is begun, and the library holds what was read by then.
pub fn in_memory(order: &Order<'_>, previous: Option<&Library>) -> Library {
    let mut files = Vec::new();
    let walked = walk::walk(&order.roots(), order.ignores, &mut |found| files.push(found.path));
    files.sort_unstable();
    let known = by_file(previous.filter(|_| !order.afresh));
    let means = Means { readers: &Readers::new(order.isolation), bibliographies: order.bibliographies };
    let done = AtomicUsize::new(0);
    let tell = |done| (order.progress)(Progress { files: done, of_files: files.len(), ..Progress::default() });
    tell(0);
    let read_one = |path: &PathBuf| {
        let known = known.get(path.as_path()).map_or(&[][..], Vec::as_slice);
        let read = (!(order.stop)()).then(|| read_file(path, known, means));
        tell(done.fetch_add(1, Ordering::Relaxed) + 1);
        read
    };
    let read: Vec<_> = files.par_iter().filter_map(read_one).collect();
    let mut library = Library { problems: walked.problems, ..Library::default() };
    for (sources, mut met) in read {
        library.sources.extend(sources);
        library.problems.append(&mut met);
    }
    library.settled(order.bibliographies)
}

/// The documents of a library by their files, those of one file in order.
fn by_file(library: Option<&Library>) -> FxHashMap<&Path, Vec<&Source>> {
    let mut known: FxHashMap<&Path, Vec<&Source>> = FxHashMap::default();
    for source in library.into_iter().flat_map(|library| &library.sources) {
        known.entry(&source.filed.path).or_default().push(source);
    }
    known
}

fn read_file(path: &Path, known: &[&Source], means: Means<'_>) -> (Vec<Source>, Vec<Problem>) {
    let material = match Material::read(path, means.bibliographies.fingerprint(path)) {
        Ok(material) => material,
        Err(unread) => return (Vec::new(), vec![unread.problem()]),
    };
    if let Some(first) = known.first().filter(|known| known.filed.fingerprint == fingerprint(material.hash)) {
        return (known.iter().copied().cloned().collect(), first.problems.to_vec());
    }
    documents_of(path, material, means)
}
