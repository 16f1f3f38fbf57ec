import math

import pytest

from analysis.contrast.figures import find_figures


def one(text):
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        pytest.param(
            "At least 12 people were killed.", "At least 12", 12, math.inf, "dead", id="bound"
        ),
        pytest.param(
            "Between 12 and 17 miners died.", "Between 12 and 17", 12, 17, "dead", id="range"
        ),
        pytest.param("It cost $5-10 million.", "$5-10 million", 5e6, 1e7, "USD", id="shared-scale"),
        pytest.param("The toll rose from 12 to 17.", "17", 17, 17, "dead", id="change"),
        pytest.param("Scores were injured.", "Scores", 40, 99, "wounded", id="vague"),
        pytest.param("Nobody was arrested.", "Nobody", 0, 0, "arrested", id="nobody"),
        pytest.param(
            "A hundred and twelve houses fell.",
            "A hundred and twelve",
            112,
            112,
            "house",
            id="number-words",
        ),
        pytest.param(
            "One in five children fell ill.", "One in five", 20, 20, "percent", id="share"
        ),
        pytest.param("It took an hour and a half.", "an hour", 5400, 5400, "second", id="and-half"),
        pytest.param("They moved 3 tonnes.", "3 tonnes", 3000, 3000, "kilogram", id="weight"),
        pytest.param(
            "Three police officers resigned.", "Three", 3, 3, "police officer", id="compound-noun"
        ),
        pytest.param("12.5m people voted.", "12.5m", 12.5e6, 12.5e6, "person", id="glued-million"),
    ],
)
def test_a_figure_has_bounds_and_a_unit(text, words, low, high, unit):
    figure = one(text)

    assert figure.words(text) == words
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The F-16 returned to Depot 4.", id="names"),
        pytest.param("He is one of the ministers.", id="one-of"),
        pytest.param("No more talks are planned.", id="no-more"),
        pytest.param("They spoke of 24/7 guards.", id="slash"),
        pytest.param("", id="empty"),
    ],
)
def test_a_number_inside_a_name_or_a_phrase_is_no_figure(text):
    assert not find_figures(text)


def test_the_day_of_a_report_is_no_figure():
    figures = find_figures("The mayor said on Tuesday that 12 men had died.")

    assert [figure.unit for figure in figures] == ["dead"]


def test_dead_and_wounded_of_one_sentence_are_kept_apart():
    figures = find_figures("Twelve were killed and 30 wounded.")

    assert [(figure.low, figure.unit) for figure in figures] == [(12, "dead"), (30, "wounded")]


def test_a_date_and_a_time_read_back_as_words():
    day, hour = find_figures("On 9 May 2019 the order came at 9.40 p.m.")

    assert day.moment
    assert hour.moment
    assert (day.moment.words()[0], hour.moment.words()[0]) == ("2019-05-09", "21:40")


def test_of_a_change_the_new_value_stays_with_the_unit_of_the_old():
    figure = one("The sentence was reduced from ten years to six.")

    assert (figure.low, figure.unit) == (6 * 31557600, "second")
