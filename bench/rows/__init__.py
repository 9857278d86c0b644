"""The rows of the table of figures, a module a subject; importing them registers them."""

from bench.rows import active as active
from bench.rows import calibration as calibration
from bench.rows import cost as cost
from bench.rows import discovery as discovery
from bench.rows import encoders as encoders
from bench.rows import feedback as feedback
from bench.rows import polarity as polarity
from bench.rows import refits as refits
from bench.rows import scope as scope
from bench.rows import themes as themes
from bench.rows import unseen as unseen
