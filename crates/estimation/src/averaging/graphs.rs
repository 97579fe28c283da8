//! Decomposable graphs: cliques and the separators between them.

/// A graph of dependence between lists without a cycle of four or more that has no chord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// Largest sets of lists that all depend on each other, as bits.
    pub cliques: Vec<usize>,
    /// Sets that separate them, one fewer than cliques; 0 between parts that do not touch.
    pub separators: Vec<usize>,
}

impl Graph {
    /// Every decomposable graph on so many lists, at most 6.
    pub fn decomposable(n_lists: usize) -> Vec<Graph> {
        let pairs: Vec<(usize, usize)> =
            (0..n_lists).flat_map(|left| (left + 1..n_lists).map(move |right| (left, right))).collect();
        let complete = (1_usize << pairs.len()) - 1;
        let neighbours = |edges: usize| {
            let mut neighbours = vec![0_usize; n_lists];
            for (_, (left, right)) in pairs.iter().enumerate().filter(|(i, _)| edges >> i & 1 == 1) {
                neighbours[*left] |= 1 << right;
                neighbours[*right] |= 1 << left;
            }
            neighbours
        };
        (0..=complete).filter_map(|edges| Graph::of(&neighbours(edges))).collect()
    }

    /// The graph with these neighbours of each list, if it is decomposable (maximum cardinality search, Tarjan & Yannakakis
    /// 1984; the sets grow until a clique is whole, Blair & Peyton 1993).
    fn of(neighbours: &[usize]) -> Option<Graph> {
        let mut graph = Graph { cliques: Vec::new(), separators: Vec::new() };
        let mut visited = 0_usize;
        let mut last = 0_usize;
        for _ in neighbours {
            let unvisited = (0..neighbours.len()).filter(|list| visited >> list & 1 == 0);
            let known = |list: usize| neighbours[list] & visited;
            let next = unvisited.max_by_key(|list| (known(*list).count_ones(), std::cmp::Reverse(*list)))?;
            let before = known(next);
            let together = |list: usize| neighbours[list] | 1 << list;
            let is_complete = (0..neighbours.len())
                .filter(|list| before >> list & 1 == 1)
                .all(|list| together(list) & before == before);
            if !is_complete {
                return None;
            }
            match graph.cliques.last_mut() {
                Some(clique) if before == last => *clique |= 1 << next,
                Some(_) => {
                    graph.cliques.push(before | 1 << next);
                    graph.separators.push(before);
                }
                None => graph.cliques.push(1 << next),
            }
            last = before | 1 << next;
            visited |= 1 << next;
        }
        Some(graph)
    }

    /// Its cliques with sign 1 and its separators with sign -1.
    pub(super) fn signed_sets(&self) -> impl Iterator<Item = (f64, usize)> {
        let cliques = self.cliques.iter().map(|set| (1.0, *set));
        cliques.chain(self.separators.iter().map(|set| (-1.0, *set)))
    }

    /// Its cliques in words of the lists: `A*B*C + C*D`.
    pub fn shown(&self, names: &[String]) -> String {
        let set = |clique: &usize| {
            let lists = names.iter().enumerate().filter(|(list, _)| clique >> list & 1 == 1);
            lists.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("*")
        };
        self.cliques.iter().map(set).collect::<Vec<_>>().join(" + ")
    }
}
