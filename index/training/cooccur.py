"""Word vectors from neighbourhood: counts, shifted positive PMI, randomised SVD.

The factorisation view of word2vec (Levy & Goldberg 2014, "Neural Word Embedding
as Implicit Matrix Factorization"; Levy, Goldberg & Dagan 2015, "Improving
Distributional Similarity", for sub-sampling, smoothing, shift and the square
root of the singular values), solved by randomised SVD (Halko, Martinsson &
Tropp 2011).
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits

from index.training.tokens import Tokens

WINDOW = 5  # words on either side
FREQUENT = 1e-4  # share of the corpus above which occurrences are thinned out
SMOOTHING = 0.75  # exponent on context counts
SHIFT = np.log(2.0)  # taken off every PMI, in nats
POWER_ITERATIONS = 3


def thin(tokens: Tokens, words: int, seed: int) -> Tokens:
    """Return the tokens with frequent words sub-sampled, as in word2vec.

    A word of share p stays with probability sqrt(FREQUENT / p) + FREQUENT / p.
    Its neighbours close up, so windows reach further.
    """
    ratio = FREQUENT * len(tokens) / np.maximum(tokens.counts(words), 1)
    stay = np.sqrt(ratio) + ratio
    draw = np.random.default_rng(seed).random(len(tokens))
    return tokens.where(draw < stay[tokens.word])


def neighbours(tokens: Tokens, words: int) -> sparse.csr_array:
    """Return the symmetric co-occurrence counts, shape (words, words).

    A pair at distance d <= WINDOW inside one paragraph counts 1/d each way.
    """
    total = sparse.csr_array((words, words), dtype=np.float64)
    for distance in range(1, WINDOW + 1):
        together = tokens.paragraph[:-distance] == tokens.paragraph[distance:]
        left = tokens.word[:-distance][together]
        right = tokens.word[distance:][together]
        weight = np.full(len(left), 1.0 / distance)
        total += sparse.coo_array((weight, (left, right)), shape=(words, words)).tocsr()
    return (total + total.T).tocsr()


def shifted_ppmi(counts: sparse.csr_array) -> sparse.csr_array:
    """Return max(0, ln(P(context | word) / P(context)) - SHIFT), shape (words, words).

    P(context) is smoothed: proportional to its count to the power SMOOTHING.
    """
    pairs = counts.tocoo()
    row = counts.sum(axis=1)
    context = row**SMOOTHING / np.sum(row**SMOOTHING)
    pmi = np.log(pairs.data / (row[pairs.row] * context[pairs.col])) - SHIFT
    keep = pmi > 0
    kept = (pmi[keep], (pairs.row[keep], pairs.col[keep]))
    return sparse.coo_array(kept, shape=counts.shape).tocsr()


def factorise(matrix: sparse.csr_array, dimensions: int, seed: int) -> NDArray[np.float64]:
    """Return unit word vectors U sqrt(S), shape (words, dimensions).

    The row of a word without positive PMI means nothing. One BLAS thread, so
    that sums are always taken in the same order.
    """
    with threadpool_limits(limits=1):
        left, values, _ = randomized_svd(matrix, n_components=dimensions, n_iter=POWER_ITERATIONS, random_state=seed)
    vectors: NDArray[np.float64] = left * np.sqrt(values)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(length > 0, length, 1.0)
