//! Eigenvalues and eigenvectors of small symmetric matrices.

/// Eigenvalues of a symmetric 3×3 matrix in descending order, and the unit eigenvectors in the same order.
///
/// Each vector has a positive first component; if that is zero, a positive second, then third one. Jacobi's method, which
/// is accurate also for eigenvalues near zero.
///
/// Reference: Golub, Van Loan, "Matrix Computations", 4th edition, 2013, section 8.5.
pub fn symmetric3(mut matrix: [[f64; 3]; 3]) -> ([f64; 3], [[f64; 3]; 3]) {
    let mut vectors = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    // Convergence is quadratic: five sweeps are usual.
    for _ in 0..30 {
        for (p, q) in [(0, 1), (0, 2), (1, 2)] {
            rotate(&mut matrix, &mut vectors, p, q);
        }
        if matrix[0][1] == 0.0 && matrix[0][2] == 0.0 && matrix[1][2] == 0.0 {
            break;
        }
    }
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| matrix[a][a].total_cmp(&matrix[b][b]));
    order.reverse();
    (order.map(|i| matrix[i][i]), order.map(|i| with_positive_start(vectors[i])))
}

/// Makes element (p, q) zero by a rotation of the axes p and q.
fn rotate(matrix: &mut [[f64; 3]; 3], vectors: &mut [[f64; 3]; 3], p: usize, q: usize) {
    let (element, scale) = (matrix[p][q], matrix[p][p].abs() + matrix[q][q].abs());
    if scale + element.abs() > scale {
        let half = (matrix[q][q] - matrix[p][p]) / (2.0 * element);
        let tangent = half.signum() / (half.abs() + half.hypot(1.0));
        let cosine = 1.0 / tangent.hypot(1.0);
        let sine = tangent * cosine;
        let r = 3 - p - q;
        let (at_p, at_q) = (matrix[p][r], matrix[q][r]);
        matrix[p][p] -= tangent * element;
        matrix[q][q] += tangent * element;
        (matrix[p][r], matrix[q][r]) = (cosine * at_p - sine * at_q, sine * at_p + cosine * at_q);
        (matrix[r][p], matrix[r][q]) = (matrix[p][r], matrix[q][r]);
        let (old_p, old_q) = (vectors[p], vectors[q]);
        vectors[p] = std::array::from_fn(|i| cosine * old_p[i] - sine * old_q[i]);
        vectors[q] = std::array::from_fn(|i| sine * old_p[i] + cosine * old_q[i]);
    }
    (matrix[p][q], matrix[q][p]) = (0.0, 0.0);
}

fn with_positive_start(vector: [f64; 3]) -> [f64; 3] {
    match vector.iter().find(|component| **component != 0.0) {
        // Adding zero makes +0 of -0.
        Some(first) if *first < 0.0 => vector.map(|component| 0.0 - component),
        _ => vector,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn eigenvectors_are_orthonormal_and_rebuild_the_matrix(
            entries in proptest::array::uniform6(prop_oneof![Just(0.0), -100.0..100.0f64]),
        ) {
            let [a, b, c, d, e, f] = entries;
            let matrix = [[a, d, e], [d, b, f], [e, f, c]];
            let (values, vectors) = symmetric3(matrix);
            prop_assert!(values[0] >= values[1] && values[1] >= values[2]);
            for i in 0..3 {
                for j in 0..3 {
                    let dot: f64 = (0..3).map(|k| vectors[i][k] * vectors[j][k]).sum();
                    prop_assert!((dot - f64::from(u8::from(i == j))).abs() < 1e-13);
                    let rebuilt: f64 = (0..3).map(|k| values[k] * vectors[k][i] * vectors[k][j]).sum();
                    prop_assert!((rebuilt - matrix[i][j]).abs() < 1e-11, "{rebuilt} {}", matrix[i][j]);
                }
            }
        }
    }

    #[test]
    fn equal_eigenvalues_take_the_axes_from_z_to_x() {
        assert_eq!(symmetric3([[0.0; 3]; 3]).1, [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]);
        let line_along_x = symmetric3([[2.0, 0.0, 0.0], [0.0; 3], [0.0; 3]]);
        assert_eq!(line_along_x.1, [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]);
    }
}
