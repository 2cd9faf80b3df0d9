"""The mapping of UniMorph's tags: python -m unittest discover -s training/tests -t training"""

import unittest

from wortlaut_training.unimorph import to_ud


class ToUd(unittest.TestCase):
    def test_nouns(self):
        self.assertEqual(to_ud("Presse", "Presse", "N;FEM;SG;NOM"), ("NOUN", {"Gender": "Fem", "Number": "Sing", "Case": "Nom"}))
        self.assertEqual(to_ud("Juni", "Juni", "DAT;MASC;SG;PROPN")[0], "PROPN")

    def test_indicative_and_indefinite_are_told_apart(self):
        self.assertEqual(to_ud("reagierte", "reagieren", "IND;3;SG;PST;V;FIN"),
                         ("VERB", {"Mood": "Ind", "Person": "3", "Number": "Sing", "Tense": "Past", "VerbForm": "Fin"}))
        self.assertEqual(to_ud("eine", "ein", "FEM;SG;INDF;DET;ACC")[1]["Definite"], "Ind")

    def test_both_genders_are_none(self):
        self.assertEqual(to_ud("dem", "der", "DET;DAT;DEF;MASC;NEUT;SG"), ("DET", {"Case": "Dat", "Definite": "Def", "Number": "Sing"}))

    def test_a_possible_auxiliary_has_no_part_of_speech(self):
        self.assertEqual(to_ud("sind", "sein", "V;IND;SG;3;PRS;FIN")[0], None)
        self.assertEqual(to_ud("ist", "sein", "AUX;IND;SG;3;PRS;FIN")[0], None)

    def test_participles_have_no_tense(self):
        self.assertEqual(to_ud("begegnet", "begegnen", "V.PTCP;V;PST"), ("VERB", {"VerbForm": "Part"}))

    def test_nothing_stated_is_nothing_known(self):
        self.assertEqual(to_ud("heute", "heute", "_"), (None, None))
        self.assertEqual(to_ud(",", ",", "_"), ("PUNCT", None))


if __name__ == "__main__":
    unittest.main()
