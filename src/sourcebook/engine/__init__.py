"""Where the stages run, and in what order."""

from sourcebook.engine.building import Listener, Render, Summary
from sourcebook.engine.deciding import Desk, Said
from sourcebook.engine.pipeline import Pipeline
from sourcebook.engine.pool import ProcessPool
from sourcebook.engine.port import Engine, Failure, InProcess
from sourcebook.engine.stages import Stages, default_stages
from sourcebook.engine.work import Inputs

__all__ = [
    "Desk",
    "Engine",
    "Failure",
    "InProcess",
    "Inputs",
    "Listener",
    "Pipeline",
    "ProcessPool",
    "Render",
    "Said",
    "Stages",
    "Summary",
    "default_stages",
]
