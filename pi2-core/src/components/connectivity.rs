use crate::Choice;

/// Which pixels are neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "connectivity")]
pub enum Connectivity {
    /// Pixels with a common face: 4 neighbours in two dimensions, 6 in three.
    #[choice(
        "Nearest",
        "nearestneighbours",
        "nearest_neighbours",
        "nearestneighbors",
        "nearest_neighbors",
        "nearestneigbours",
        "nearestneigbors",
        "4",
        "6",
        "0"
    )]
    Nearest,
    /// Pixels with a common face, edge or corner: 8 neighbours in two dimensions, 26 in three.
    #[choice(
        "All",
        "allneighbours",
        "all_neighbours",
        "allneighbors",
        "all_neighbors",
        "allneigbours",
        "allneigbors",
        "8",
        "26",
        "27",
        "1"
    )]
    All,
}
