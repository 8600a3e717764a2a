"""Published values of the caption metrics: `python3 -m unittest` in this folder."""

import unittest

from metrics import bleu, cider_d, repeats

HYPOTHESIS = "this is a good test".split()
REFERENCES = ["this is a test".split(), "this is also a test".split()]


class Metrics(unittest.TestCase):
    def test_bleu(self):
        for found, published in zip(bleu([HYPOTHESIS], [REFERENCES]), [0.799999, 0.632455, 0.5108729, 9.03602e-5]):
            self.assertAlmostEqual(found, published, delta=1e-5)

    def test_cider_d_is_zero_where_every_word_is_in_every_photo(self):
        self.assertEqual(cider_d([HYPOTHESIS], [REFERENCES]), 0)

    def test_cider_d_of_the_references_themselves(self):
        groups = [["a red dog runs fast".split()], ["two cats sleep on mats".split()]]
        self.assertAlmostEqual(cider_d([group[0] for group in groups], groups), 10, places=6)

    def test_repeats(self):
        words = "a dog and a dog".split()
        self.assertTrue(repeats(words, 2))
        self.assertFalse(repeats(words, 3))


if __name__ == "__main__":
    unittest.main()
