//! Groups of files that import each other in a circle: the strongly connected components of the import graph.

use super::imports::Graph;

/// Every group of two or more files of which each reaches each other, in a fixed order; none in a graph without circles.
/// (Tarjan's algorithm.)
pub(super) fn circles(graph: &Graph) -> Vec<Vec<usize>> {
    let mut search =
        Search { graph, next: 0, order: vec![None; graph.files.len()], low: vec![0; graph.files.len()], stack: vec![], found: vec![] };
    for file in 0..graph.files.len() {
        if search.order[file].is_none() {
            search.visit(file);
        }
    }
    search.found
}

/// The imports of a circle, a line each.
pub(super) fn described(graph: &Graph, circle: &[usize]) -> String {
    let mut lines = vec![format!("a circle of {} files:", circle.len())];
    for file in circle {
        for (used, paths) in graph.uses[*file].iter().filter(|(used, _)| circle.contains(used)) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            lines.push(format!("  {} uses {} ({})", graph.files[*file], graph.files[*used], paths.join(", ")));
        }
    }
    lines.join("\n")
}

struct Search<'a> {
    graph: &'a Graph,
    next: usize,
    /// When a file was first reached.
    order: Vec<Option<usize>>,
    /// The earliest file on the stack that it reaches.
    low: Vec<usize>,
    stack: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, file: usize) {
        let number = self.next;
        self.next += 1;
        self.order[file] = Some(number);
        self.low[file] = number;
        self.stack.push(file);
        for used in self.graph.uses[file].keys().copied() {
            match self.order[used] {
                None => {
                    self.visit(used);
                    self.low[file] = self.low[file].min(self.low[used]);
                }
                Some(earlier) if self.stack.contains(&used) => self.low[file] = self.low[file].min(earlier),
                Some(_) => {}
            }
        }
        if self.low[file] == number {
            let from = self.stack.iter().position(|one| *one == file).expect("it was pushed above");
            let mut group = self.stack.split_off(from);
            group.sort_unstable();
            if group.len() > 1 {
                self.found.push(group);
            }
        }
    }
}
