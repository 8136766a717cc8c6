/** Of cases that two people judged "yes" or "no": both said yes, they differed, all. */
export type Pairs = { both: number; differed: number; of: number };

/**
 * How far two readers agree beyond what chance alone would give: Scott's pi (Public Opinion Quarterly 19, 1955) for two
 * interchangeable readers. 1: always; 0: as by tossing; below: worse. Null where nothing was judged twice, or where all said the same,
 * so that chance explains everything.
 */
export function scottsPi({ both, differed, of }: Pairs): number | null {
	if (of <= 0) return null;
	const agreed = (of - differed) / of;
	const yes = (2 * both + differed) / (2 * of);
	const byChance = yes * yes + (1 - yes) * (1 - yes);
	return byChance === 1 ? null : (agreed - byChance) / (1 - byChance);
}

/** A stratum of a population: how many it has, how many were looked at, how many of those are such. */
export type Looked = { population: number; looked: number; such: number };
/** Sums over strata, which add up over strata, weeks and territories. */
export type StratumSums = {
	/** Of the populations that were looked into. */
	population: number;
	/** Σ N · such / looked. */
	such: number;
	/** Σ N² / looked. */
	spread: number;
};

export function stratumSums(strata: readonly Looked[]): StratumSums {
	const sums = { population: 0, such: 0, spread: 0 };
	for (const { population, looked, such } of strata) {
		if (looked <= 0) continue;
		sums.population += population;
		sums.such += (population * such) / looked;
		sums.spread += (population * population) / looked;
	}
	return sums;
}

/**
 * The share in the whole population when strata were looked into unevenly (a few of each body): each counts by its size. `of`
 * is how many evenly drawn cases would tell as much (Kish's effective size, Survey Sampling, 1965, 11.2).
 */
export function stratifiedShare(sums: StratumSums): { share: number; of: number } | null {
	if (sums.population <= 0 || sums.spread <= 0) return null;
	return { share: sums.such / sums.population, of: sums.population ** 2 / sums.spread };
}
