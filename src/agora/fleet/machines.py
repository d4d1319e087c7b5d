"""A fleet file: pools of machines, the network that joins them, the sites that power and cool them.

    name = "two racks"

    [[site]]
    name = "Lyon"
    pue = 1.2                       # facility power over machine power
    electricity_eur_per_kwh = 0.11
    co2_g_per_kwh = 45

    [[pool]]
    name = "training"
    gpu = "H100-SXM"
    count = 1024
    site = "Lyon"

    [[pool.network]]                # narrowest level first: how many GPUs it joins, and what each gets there
    gpus = 512
    gbitps_per_gpu = 400
    [[pool.network]]
    gpus = 1024
    gbitps_per_gpu = 400
    oversubscription = 2

Every key but ``gpu`` and ``count`` has a default that `agora fleet describe` prints.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agora.errors import UsageError, nearest
from agora.fleet.hardware import Gpu, find_gpu, gpu_from_table, known_gpus, positive

__all__ = ["Fleet", "Level", "Pool", "Site", "load_fleet", "single_pool"]


@dataclass(frozen=True)
class Site:
    """Where machines stand: facility overhead, price and carbon of its power."""

    name: str = "anywhere"
    pue: float = 1.2
    electricity_eur_per_kwh: float = 0.10
    co2_g_per_kwh: float = 350.0


@dataclass(frozen=True)
class Level:
    """One level of the network: it joins ``gpus`` GPUs, each of which sends ``gbitps_per_gpu /
    oversubscription``.
    """

    gpus: float
    gbitps_per_gpu: float
    oversubscription: float = 1.0


@dataclass(frozen=True)
class Pool:
    """Machines of one kind at one site.

    Args:
        name: for tables.
        gpu: the accelerator.
        count: how many GPUs.
        site: where.
        network: levels from narrow to wide; empty means the part's usual network, without oversubscription.
        price_eur: purchase of one GPU with its share of the server.
        server_factor: power of a node over that of its GPUs at full load (CPUs, fans, network).
        years: over which the purchase is written off.
        upkeep_share: of the purchase price, each year, for repair and staff.
        failures_per_1000_node_days: of a node, all causes that stop a job.
    """

    name: str
    gpu: Gpu
    count: int
    site: Site = field(default_factory=Site)
    network: tuple[Level, ...] = ()
    price_eur: float = 0.0
    server_factor: float = 1.4
    years: float = 4.0
    upkeep_share: float = 0.05
    failures_per_1000_node_days: float = 4.0

    @property
    def nodes(self) -> float:
        """Machines of the pool."""
        return self.count / self.gpu.gpus_per_node

    @property
    def watts(self) -> float:
        """Power of the whole pool at full load, with servers and facility, W."""
        return self.count * self.gpu.tdp_w * self.server_factor * self.site.pue

    def network_gbitps(self, gpus: float) -> float:
        """Return what each GPU of a job of that size can send between nodes, Gbit/s.

        Raises:
            UsageError: no level of the network joins so many.
        """
        if not self.network:
            return self.gpu.network_gbitps
        for level in sorted(self.network, key=lambda level: level.gpus):
            if gpus <= level.gpus:
                return level.gbitps_per_gpu / level.oversubscription
        widest = max(level.gpus for level in self.network)
        raise UsageError(
            f"No network level of pool {self.name!r} joins {gpus:g} GPUs.",
            why=f"The widest joins {widest:g}.",
            fix="Add a [[pool.network]] level, or use fewer GPUs.",
        )

    @property
    def hourly_eur(self) -> float:
        """Cost of one GPU for an hour at full load: write-off, upkeep, power."""
        owned = self.price_eur * (1 / self.years + self.upkeep_share) / 8760
        return owned + self.watts / self.count / 1000 * self.site.electricity_eur_per_kwh


@dataclass(frozen=True)
class Fleet:
    """All pools, and a claim of H100-equivalents that they are to be compared with, if one was made."""

    name: str
    pools: tuple[Pool, ...]
    claimed_h100_equivalents: float = 0.0
    mix_candidates: tuple[str, ...] = ()

    def pool(self, name: str = "") -> Pool:
        """Return a pool by name; the only one, or the largest, when no name is given."""
        if not name:
            return max(self.pools, key=lambda pool: pool.count)
        found = [pool for pool in self.pools if pool.name == name]
        if not found:
            names = [pool.name for pool in self.pools]
            raise UsageError(
                f"No pool {name!r} in {self.name}.",
                why=f"It has {', '.join(names)}.",
                fix=nearest(name, names),
            )
        return found[0]


def single_pool(gpu: Gpu, count: int) -> Fleet:
    """Return a fleet of one kind, with every default.

    >>> single_pool(find_gpu("H100"), 16384).pools[0].nodes
    2048.0
    """
    positive("count", count)
    return Fleet(f"{count:,} x {gpu.name}", (Pool(gpu.name, gpu, count, price_eur=gpu.price_eur),))


def load_fleet(text: str) -> Fleet:
    """Read a fleet file, or a short form such as ``16384xH100``.

    Raises:
        UsageError: the file cannot be read, or names an unknown GPU, site or key, or an impossible figure.
    """
    count, cross, name = text.partition("x")
    if cross and count.replace("_", "").isdigit():
        return single_pool(find_gpu(name), int(count))
    path = Path(text)
    if text in known_gpus():
        raise UsageError(f"{text} is one GPU, no fleet.", fix=f"Write how many, as 8x{text}.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"Cannot read the fleet {text!r}.",
            why=f"{error}.",
            fix="Give a TOML file, or a count and a GPU as 64xH100.",
        ) from error
    return _fleet(table, path.stem)


def _fleet(table: dict[str, Any], stem: str) -> Fleet:
    """Build the fleet of a parsed file."""
    _only(
        table, {"name", "site", "pool", "gpu", "claimed_h100_equivalents", "mix_candidates"}, "the fleet file"
    )
    own: dict[str, Gpu] = {}
    for name, figures in table.get("gpu", {}).items():
        base = find_gpu(figures["like"], own) if "like" in figures else None
        own[name] = gpu_from_table(name, figures, base)
    sites = {site["name"]: _site(site) for site in table.get("site", [])}
    if not table.get("pool"):
        raise UsageError("The fleet has no machines.", fix="Add a [[pool]] with gpu and count.")
    pools = tuple(_pool(entry, sites, own) for entry in table["pool"])
    claimed = positive("claimed_h100_equivalents", table.get("claimed_h100_equivalents", 0), zero=True)
    return Fleet(table.get("name", stem), pools, claimed, tuple(table.get("mix_candidates", ())))


def _only(table: dict[str, Any], known: set[str], where: str) -> None:
    """Refuse keys that nobody would read."""
    for key in table:
        if key not in known:
            raise UsageError(f"Unknown key {key!r} in {where}.", fix=nearest(key, sorted(known)))


def _site(entry: dict[str, Any]) -> Site:
    """Build a site."""
    _only(entry, {"name", "pue", "electricity_eur_per_kwh", "co2_g_per_kwh"}, "a [[site]]")
    figures = {
        key: positive(f"site.{key}", value, zero=key != "pue")
        for key, value in entry.items()
        if key != "name"
    }
    if figures.get("pue", 1.0) < 1:
        raise UsageError(
            f"pue = {figures['pue']:g} is impossible.", why="A facility uses at least what its machines use."
        )
    return Site(entry["name"], **figures)


_POOL_FIGURES = {"price_eur", "server_factor", "years", "upkeep_share", "failures_per_1000_node_days"}


def _pool(entry: dict[str, Any], sites: dict[str, Site], own: dict[str, Gpu]) -> Pool:
    """Build a pool."""
    _only(entry, _POOL_FIGURES | {"name", "gpu", "count", "site", "network"}, "a [[pool]]")
    for key in ("gpu", "count"):
        if key not in entry:
            raise UsageError(f"A [[pool]] has no {key}.", fix=f"Add {key}.")
    gpu = find_gpu(entry["gpu"], own)
    count = positive("count", entry["count"])
    if count != int(count):
        raise UsageError(f"count = {count:g} is no whole number of GPUs.")
    site = entry.get("site", "")
    if site and site not in sites:
        raise UsageError(f"No site {site!r}.", why="It has no [[site]].", fix=nearest(site, list(sites)))
    figures = {k: positive(f"pool.{k}", entry[k], zero=k != "years") for k in _POOL_FIGURES & entry.keys()}
    figures.setdefault("price_eur", gpu.price_eur)
    levels = tuple(
        Level(**{k: positive(f"network.{k}", v) for k, v in level.items()})
        for level in entry.get("network", ())
    )
    return Pool(entry.get("name", gpu.name), gpu, int(count), sites.get(site, Site()), levels, **figures)
