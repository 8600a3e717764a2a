"""Data parallelism on one machine: a process a core, each with one thread, gradients averaged in shared memory.

On cores shared with other work this wastes less than one process with a thread a core, whose threads wait for each
other at every operation.
"""

import torch
from torch import multiprocessing


class Team:
    def __init__(self, rank, size, room, barrier):
        self.rank, self.size, self.room, self.barrier, self.turn = rank, size, room, barrier, 0

    def share(self, rows):
        """This process's part of a batch."""
        return rows[self.rank :: self.size]

    def wait(self):
        self.barrier.wait()

    @torch.no_grad()
    def average_gradients(self, parameters):
        """Two buffers take turns, so that nobody writes where another still reads."""
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        count = sum(gradient.numel() for gradient in gradients)
        room = self.room[self.turn][:, :count]
        torch.cat([gradient.flatten() for gradient in gradients], out=room[self.rank])
        self.turn = 1 - self.turn
        self.wait()
        mean = room.mean(0)
        for gradient, part in zip(gradients, mean.split([gradient.numel() for gradient in gradients])):
            gradient.copy_(part.view_as(gradient))


def start(rank, work, size, room, barrier, arguments):
    torch.set_num_threads(1)
    work(Team(rank, size, room, barrier), arguments)


def run_team(work, size, parameters, arguments):
    """Call `work(team, arguments)` in `size` processes; `parameters` bounds the gradients' length."""
    context = multiprocessing.get_context("spawn")
    room = torch.zeros(2, size, parameters).share_memory_()
    multiprocessing.spawn(start, (work, size, room, context.Barrier(size), arguments), nprocs=size)
