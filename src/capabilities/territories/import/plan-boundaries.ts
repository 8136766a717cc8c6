import { type Area, contains, readArea } from '#platform/geo/door.ts';
import { kinds } from '../kind.ts';
import { codeOfRegion, findRegion, type Region, regions } from '../regions.ts';
import { type Shape, toShape } from '../shape.ts';
import type { Node, World } from './world.ts';

export type Matched = { node: Node; shape: Shape; line: number };
type Feature = { line: number; name: string; region: Region | undefined; area: Area };

/**
 * Matches outlines to territories by name within the region: maps have no codes. First equal names, then equal beginnings
 * whose centre lies inside, so that «Губаха» finds «Губахинский округ». What finds nothing is told by row.
 */
export function planBoundaries(
	world: World,
	json: unknown,
	within?: (code: string) => boolean,
): { matched: Matched[] } {
	const features = readFeatures(world, json);
	const matched: Matched[] = [];
	const ofRegions = features.filter((feature) => feature.region && isWholeRegion(feature.name));
	const rest = features.filter((feature) => !ofRegions.includes(feature));
	for (const feature of ofRegions) {
		const node = world.byCode(codeOfRegion(feature.region as Region));
		if (node) matched.push({ node, shape: toShape(feature.area), line: feature.line });
		else world.note(feature.line, 'warning', 'no-such-territory', { name: feature.name });
	}
	const untold = rest.filter((feature) => !feature.region);
	if (untold.length > 0) {
		const region = guessRegion(world, untold);
		for (const feature of untold) feature.region = region;
		if (region) world.note(0, 'notice', 'region-guessed', { region: region.nominative });
	}
	for (const [region, list] of Map.groupBy(rest, (feature) => feature.region)) {
		if (!region) {
			for (const feature of list)
				world.note(feature.line, 'warning', 'region-unknown', { code: '', name: feature.name });
			continue;
		}
		matched.push(...matchRegion(world, region, list));
	}
	world.count('matched', matched.length);
	return {
		matched: matched.filter(({ node, line }) => {
			const allowed = !within || within(node.code ?? '');
			if (!allowed)
				world.note(line, 'wrong', 'outside', { code: node.code ?? '', name: node.name.nominative });
			return allowed;
		}),
	};
}

function readFeatures(world: World, json: unknown): Feature[] {
	const list = (json as { features?: unknown })?.features;
	if (!Array.isArray(list)) {
		world.note(0, 'wrong', 'no-features');
		return [];
	}
	const features: Feature[] = [];
	for (const [i, item] of list.entries()) {
		const line = i + 1;
		world.count('rows');
		const properties = (item as { properties?: Record<string, unknown> })?.properties ?? {};
		const text = (key: string) =>
			typeof properties[key] === 'string' ? (properties[key] as string).trim() : '';
		const name = text('district') || text('name') || text('NAME') || text('name:ru');
		const { geometry: area, problems } = readArea((item as { geometry?: unknown })?.geometry);
		if (!name) world.note(line, 'wrong', 'name-missing', { code: '' });
		else if (!area) world.note(line, 'wrong', 'shape-malformed', { name, fault: problems[0]?.code ?? '' });
		else {
			const regionName = text('region');
			const region = regionName ? findRegion(regionName) : findRegion(name);
			if (regionName && !region) world.note(line, 'wrong', 'region-unknown', { code: '', name: regionName });
			else
				features.push({ line, name, region: regionName || isWholeRegion(name) ? region : undefined, area });
		}
	}
	return features;
}

/** «Пермский край», «Адыгея»: the outline of a region itself. «Кунгурский район» also ends like one, but no region is called so. */
function isWholeRegion(name: string): boolean {
	return (
		findRegion(name) !== undefined &&
		!/район|округ(?! ?[–-]|$)|^[^ ]+ский$/i.test(name.replace(/автономный округ/i, ''))
	);
}

/** What is left of a name for comparing: «Кунгурский муниципальный округ», «Кунгурский район» → `кунгурский`. */
export function districtKey(name: string): string {
	return name
		.toLowerCase()
		.replace(/ё/g, 'е')
		.replace(/[«»"']/g, '')
		.replace(/(^|[\s-])(n|№)\s*(\d+)/, '$1 $3')
		.replace(
			/(^|\s)(муниципальный|муниципальное|городской|городское|сельское|внутригородской|внутригородское|национальный|район|округ|образование|улус|кожуун|город-курорт|город|городок|зато|рабочий|поселок|поселение|пгт|г|им|имени|территория|село|с|федеральная|курортный)(?=\s|\.|$)/g,
			' ',
		)
		.replace(/(^|\s)(муниципальный|район|округ|город|поселок|рабочий)(?=\s|\.|$)/g, ' ')
		.replace(/\([^)]*\)/g, ' ')
		.replace(/[^а-я0-9]+/g, ' ')
		.trim();
}

/** «кунгурский», «кунгур» → `кунгур`; only for comparing. */
function stemOf(key: string): string {
	return key
		.split(' ')
		.map((word) =>
			word.replace(
				/(инский|енский|овский|евский|ский|цкий|кий|ный|ный|ой|ий|ый|ая|ое|ее|а|я|о|е|ы|и|ь|й)$/,
				'',
			),
		)
		.join(' ');
}

type Candidate = { node: Node; keys: Set<string>; town: boolean };

function candidatesOf(world: World, region: Region): Candidate[] {
	const root = world.byCode(codeOfRegion(region));
	if (!root) return [];
	return world
		.childrenOf(root.id)
		.filter(
			(node) => kinds[node.kind].municipal && (kinds[node.kind].rank === 3 || node.kind === 'intra-city'),
		)
		.map((node) => {
			const names = [node.name.full, node.name.nominative, ...(world.pastNames.get(node.id) ?? [])];
			return {
				node,
				keys: new Set(names.map(districtKey).filter((key) => key !== '')),
				town: node.kind === 'urban-okrug' && !names.some((name) => /район/i.test(name)),
			};
		});
}

const isDistrictName = (name: string) => /район|улус|кожуун/i.test(name);

/**
 * Maps often draw a town and the district around it apart although they are one municipality by now. Where every
 * predecessor of a merged territory has an outline of its own, they get theirs and the merged one gets the union later.
 */
function matchMerged(
	world: World,
	candidates: readonly Candidate[],
	features: readonly Feature[],
	take: (feature: Feature, candidate: Candidate) => void,
): void {
	const of = new Map(candidates.map((candidate) => [candidate.node.id, candidate]));
	for (const [heir, predecessors] of world.mergedUpper()) {
		const heirNode = world.nodes.get(heir);
		if (!heirNode || !of.has(heir)) continue;
		// one that lived on through the merger had an outline of its own before
		const parts = heirNode.validFrom === null ? [heir, ...predecessors] : predecessors;
		const pairs: [Feature, Candidate][] = [];
		for (const id of parts) {
			const candidate = of.get(id);
			const feature =
				candidate &&
				features.find(
					(one) =>
						!pairs.some(([taken]) => taken === one) &&
						isDistrictName(one.name) === wasDistrict(candidate) &&
						[...candidate.keys].some((key) => stemOf(key) === stemOf(districtKey(one.name))),
				);
			if (feature) pairs.push([feature, candidate]);
		}
		if (pairs.length === parts.length && pairs.length > 1)
			for (const [feature, candidate] of pairs) take(feature, candidate);
	}
}

/** An outline under the name of one that is gone, while its heir and the other parts have none, is the heir's. */
function giveToHeirs(world: World, found: Matched[]): void {
	const have = new Map(found.map((match) => [match.node.id, match]));
	for (const [heir, predecessors] of world.mergedUpper()) {
		const [only, ...more] = predecessors.flatMap((id) => have.get(id) ?? []);
		const node = world.nodes.get(heir);
		const alone = only && more.length === 0 && (predecessors.length > 1 || node?.validFrom === null);
		if (node && node.validTo === null && alone && !have.has(heir)) only.node = node;
	}
}

function wasDistrict({ node }: Candidate): boolean {
	return node.kind === 'municipal-district' || (node.kind === 'municipal-okrug' && node.validTo !== null);
}

function guessRegion(world: World, features: readonly Feature[]): Region | undefined {
	const keys = new Set(features.map((feature) => districtKey(feature.name)));
	let best: { region: Region; hits: number } | undefined;
	for (const region of regions) {
		const hits = candidatesOf(world, region).filter(({ keys: own }) =>
			[...own].some((key) => keys.has(key)),
		).length;
		if (hits > (best?.hits ?? 0)) best = { region, hits };
	}
	return best && best.hits >= Math.min(3, features.length) ? best.region : undefined;
}

function matchRegion(world: World, region: Region, features: readonly Feature[]): Matched[] {
	const free = new Set(candidatesOf(world, region));
	const left = new Set(features);
	const found: Matched[] = [];
	const take = (feature: Feature, candidate: Candidate) => {
		found.push({ node: candidate.node, shape: toShape(feature.area), line: feature.line });
		free.delete(candidate);
		left.delete(feature);
	};
	matchMerged(world, [...free], [...left], take);
	const holdsCentre = (feature: Feature, { node }: Candidate) =>
		node.longitude !== null &&
		node.latitude !== null &&
		contains(feature.area, [node.longitude, node.latitude]);
	/** Of several the one of the same sort and whose centre lies inside; those in force before those that ended. */
	const best = (feature: Feature, list: Candidate[]): Candidate | undefined => {
		const town = !isDistrictName(feature.name);
		const worth = (candidate: Candidate) =>
			(candidate.town === town ? 4 : 0) +
			(holdsCentre(feature, candidate) ? 2 : 0) +
			(candidate.node.validTo === null ? 1 : 0);
		return list.sort((a, b) => worth(b) - worth(a) || a.node.id - b.node.id)[0];
	};
	const rounds: ((feature: Feature, candidate: Candidate) => boolean)[] = [
		(feature, candidate) =>
			candidate.keys.has(districtKey(feature.name)) && candidate.town === !isDistrictName(feature.name),
		(feature, candidate) => candidate.keys.has(districtKey(feature.name)),
		(feature, candidate) => {
			const stem = stemOf(districtKey(feature.name));
			return stem.length >= 3 && [...candidate.keys].some((key) => stemOf(key) === stem);
		},
		(feature, candidate) => {
			const stem = stemOf(districtKey(feature.name)).slice(0, 5);
			return (
				stem.length >= 4 &&
				holdsCentre(feature, candidate) &&
				[...candidate.keys].some((key) => key.startsWith(stem))
			);
		},
		// maps that lost the first word: «Новгород» of Великий Новгород, «Тагил» of Нижний Тагил
		(feature, candidate) => {
			const key = districtKey(feature.name);
			return key.length >= 3 && [...candidate.keys].some((own) => own.endsWith(` ${key}`));
		},
		(feature, candidate) => {
			const stem = districtKey(feature.name).slice(0, 4);
			return stem.length >= 4 && [...candidate.keys].some((key) => key.startsWith(stem));
		},
	];
	for (const fits of rounds)
		for (const feature of [...left]) {
			const candidate = best(
				feature,
				[...free].filter((one) => fits(feature, one)),
			);
			if (candidate) take(feature, candidate);
		}
	giveToHeirs(world, found);
	for (const feature of left)
		world.note(feature.line, 'warning', 'not-matched', { name: feature.name, region: region.nominative });
	return found;
}
