"""How a French word sounds: one key for all ways to write it by ear (*papier*, *papié*).

Letters only: which words there are, and which is meant, is not known here.
"""

import re
from functools import lru_cache

_E = "eéèêë"
_V = f"aàâ{_E}iîïoôuùûüyœ"
# A vowel is nasal before an n or m that no vowel and no other n or m follows.
_N = rf"[nm](?![{_V}nm])"
# Letters and their sound, the first that fits. A: *an, en*; I: *in, ain, un*; O: *on*; E: an e
# that is heard; e: one that may not be; C: *ch*; G: *gn*; J: *j*; Q: *eu*; U: *ou*; Y: half vowel.
_RULES = (
    # Ends: an e that is heard, and letters that nobody hears.
    (rf"(?:é|(?<=[^{_V}])e(?=[rz]s?$))(?:es?|rs?|[zs])?$|(?:ai|[eê])(?:t|ts)$", "E"),
    (r"(?:ai|ei)(?:s|e|es|ent)?$|(?<=[iy])e(?:rs?|z)$|[èê]s?$", "E"),
    (r"(?<=.)es?$|(?<=..)[dtsxpz]+$|(?<=[rn])[cg]$", ""),
    (r"['h-](?!$)|(?<![cs])h", ""),
    # Nasal vowels.
    (rf"(?<=[iyé])e{_N}", "I"),
    (rf"o[iy]{_N}", "wI"),
    (rf"(?:[ae]?[iy]|u){_N}", "I"),
    (rf"(?:[aâ]|e){_N}", "A"),
    (rf"[oô]{_N}", "O"),
    # Vowels of two letters or three.
    (rf"(?<=[{_V}])ill?(?=[{_V}]|$)|(?<=[{_V}])il(?=s?$)", "Y"),
    (rf"ill(?=[{_V}])", "iY"),
    (r"oeu|œu|eu|eû|œ", "Q"),
    (r"eau|au|ô", "o"),
    (r"o[uùû]", "U"),
    (r"o[iîy]", "wa"),
    (rf"(?<=[^{_V}])e(?=[^{_V}x\W](?:[{_V}]|r[{_V}]))(?!.e?s?$)", "e"),
    (r"a[iî]|ei|[eéèêë]", "E"),
    (rf"[iyï](?=[{_V}])(?!es?$)|(?<=[{_V}])y", "Y"),
    (r"[iîïy]", "i"),
    (r"[aàâ]", "a"),
    (r"[uùûü]", "u"),
    # Consonants of two letters or three, and those that sound otherwise beside some vowels; s and
    # z are one, for people write *formasion* as well as *bezoin*.
    (r"sch|ch|sh", "C"),
    (r"ph", "f"),
    (r"gn", "G"),
    (rf"cc(?=[{_E}iy])|x", "ks"),
    (rf"ç|ss|z|(?<=.)sc(?=[{_E}iy])|c(?=[{_E}iy])|(?<!s)t(?=ion)", "s"),
    (rf"j|ge(?=[aoôu])|g(?=[{_E}iy])", "J"),
    (rf"gu(?=[{_E}iy])", "g"),
    (r"c?qu?|ck|c", "k"),
)
_RULE = re.compile("|".join(f"({letters})" for letters, _ in _RULES))
_SOUNDS = tuple(sound for _, sound in _RULES)
_DOUBLED = re.compile(r"(.)\1+")


def french_sound(word: str) -> str:
    """The sound of one lower-case word with its accents; another word may sound the same.

    Endings that sound alike are one (*-é, -er, -ez, -ais*), letters that nobody hears are left out.
    """
    return _DOUBLED.sub(r"\1", _spoken(word).replace("e", "E"))


def swallowed(word: str) -> str:
    """The sound of a word without the e that may not be heard: *petit* as *ptit*."""
    return _DOUBLED.sub(r"\1", _spoken(word).replace("e", ""))


@lru_cache(maxsize=65536)
def _spoken(word: str) -> str:
    return _RULE.sub(_sound, word)


def _sound(found: re.Match[str]) -> str:
    return _SOUNDS[(found.lastindex or 1) - 1]
