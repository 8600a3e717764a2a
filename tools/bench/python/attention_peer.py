"""PyTorch's scaled dot-product attention as a contestant of `bench op`: answers each line on standard input with one."""

import json
import sys
import time

import torch

folder, shapes, threads = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)


def load(name):
    with open(f"{folder}/{name}", "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(shapes[name])


tensors = [load(name) for name in ("query", "key", "value")]
print(torch.__version__, flush=True)
with torch.inference_mode():
    for line in sys.stdin:
        start = time.perf_counter()
        output = torch.nn.functional.scaled_dot_product_attention(*tensors)
        milliseconds = (time.perf_counter() - start) * 1000
        if line.strip() == "output":
            with open(f"{folder}/output", "wb") as file:
                file.write(output.contiguous().numpy().tobytes())
        print(milliseconds, flush=True)
