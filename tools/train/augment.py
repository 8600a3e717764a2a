"""Variants of a photo: 0 as it is, 1 mirrored, from 2 on cropped and recoloured, odd ones mirrored."""

import math
import random

from PIL import Image, ImageEnhance

SMALLEST_AREA = 0.6
LARGEST_STRETCH = 1.25
COLOUR_CHANGE = 0.25


def mirrored(variant):
    return variant % 2 == 1


def vary(image, variant, name):
    if mirrored(variant):
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if variant < 2:
        return image
    chance = random.Random(f"{variant}/{name}")
    width, height = image.size
    area = chance.uniform(SMALLEST_AREA, 1)
    stretch = math.exp(chance.uniform(-1, 1) * math.log(LARGEST_STRETCH))
    across = min(1, math.sqrt(area * stretch)) * width
    down = min(1, math.sqrt(area / stretch)) * height
    left = chance.uniform(0, width - across)
    top = chance.uniform(0, height - down)
    box = (left, top, left + across, top + down)
    image = image.resize((width, height), Image.Resampling.BICUBIC, box=box)
    for enhance in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        image = enhance(image).enhance(1 + chance.uniform(-COLOUR_CHANGE, COLOUR_CHANGE))
    return image
