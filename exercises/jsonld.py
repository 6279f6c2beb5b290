"""An exercise as schema.org data: an ExercisePlan, with the dose in its own properties. Plain dicts, no request."""

from core.addresses import absolute


def of_exercise(exercise) -> dict:
    """What search engines are told about one exercise."""
    address = absolute(exercise.get_absolute_url())
    picture = exercise.picture.file.url if exercise.picture else ""
    found = {
        "@context": "https://schema.org",
        "@type": "ExercisePlan",
        "@id": address,
        "url": address,
        "name": exercise.name,
        "description": exercise.summary,
        "image": picture if "://" in picture or not picture else absolute(picture),
        "exerciseType": exercise.get_position_display(),
        "repetitions": exercise.repetitions * exercise.sets,
        "activityDuration": f"PT{exercise.seconds}S",
        "activityFrequency": exercise.frequency,
        "restPeriods": f"{exercise.rest} seconds between sets" if exercise.sets > 1 else "",
        "associatedAnatomy": {"@type": "AnatomicalStructure", "name": exercise.get_area_display()},
        "publisher": {"@type": "Organization", "name": "Kneesite", "url": absolute("/")},
    }
    return {name: value for name, value in found.items() if value}
