/**
 * Solves A·x = v in place for a symmetric positive definite A, by Cholesky's decomposition A = L·Lᵀ (Golub and Van Loan,
 * "Matrix Computations", algorithm 4.2.1). O(size³ / 3).
 *
 * On entry the lower triangle of `matrix` (row-major, rows `stride` apart) holds A and `vector` holds v; on return `vector`
 * holds x and the triangle holds L.
 *
 * @throws RangeError when A is not positive definite to working precision.
 */
export function solvePositiveDefinite(system: {
  matrix: Float64Array;
  stride: number;
  size: number;
  vector: Float64Array;
}): void {
  decompose(system);
  substitute(system);
}

function decompose({ matrix, stride, size }: { matrix: Float64Array; stride: number; size: number }): void {
  for (let row = 0; row < size; row++) {
    const rowStart = row * stride;
    for (let column = 0; column < row; column++) {
      const columnStart = column * stride;
      const rest = matrix[rowStart + column]! - dotOfRows(matrix, rowStart, columnStart, column);
      matrix[rowStart + column] = rest / matrix[columnStart + column]!;
    }
    const pivot = matrix[rowStart + row]! - dotOfRows(matrix, rowStart, rowStart, row);
    if (!(pivot > 0)) throw new RangeError(`Matrix is not positive definite: pivot ${row + 1} is ${pivot}.`);
    matrix[rowStart + row] = Math.sqrt(pivot);
  }
}

/** Sum of products of the first `length` numbers of two rows; two running sums let the processor overlap them. */
function dotOfRows(matrix: Float64Array, left: number, right: number, length: number): number {
  let even = 0;
  let odd = 0;
  let index = 0;
  for (; index + 1 < length; index += 2) {
    even += matrix[left + index]! * matrix[right + index]!;
    odd += matrix[left + index + 1]! * matrix[right + index + 1]!;
  }
  if (index < length) even += matrix[left + index]! * matrix[right + index]!;
  return even + odd;
}

function substitute(system: { matrix: Float64Array; stride: number; size: number; vector: Float64Array }): void {
  const { matrix, stride, size, vector } = system;
  for (let row = 0; row < size; row++) {
    let rest = vector[row]!;
    for (let column = 0; column < row; column++) rest -= matrix[row * stride + column]! * vector[column]!;
    vector[row] = rest / matrix[row * stride + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    const solved = vector[row]! / matrix[row * stride + row]!;
    vector[row] = solved;
    for (let column = 0; column < row; column++) vector[column]! -= matrix[row * stride + column]! * solved;
  }
}
