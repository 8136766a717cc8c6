import type { Kind } from '../kind.ts';
import { nameBetween, nameMunicipality, namePlace, type RussianName, tidy } from '../names/naming.ts';
import { checkDigit, printOktmo } from '../oktmo.ts';
import { codeOfRegion, country, type Region, regionOf } from '../regions.ts';
import type { OktmoRow } from './formats.ts';
import { type Node, plainNode, type World } from './world.ts';

/** Headings above a group: they are no territories, but tell the kind of what follows. */
const groupHeading =
	/^(Муниципальные (образования|районы|округа)|Городские округа|Внутригородские (муниципальные|территории)|Населенные пункты|Населённые пункты|Федеральные территории)/i;

/** Plans the rows of an OKTMO list of any form: what is missing is made, what is there stays as it is. */
export function planOktmo(world: World, rows: readonly OktmoRow[], within?: (code: string) => boolean): void {
	const seen = new Map<string, number>();
	let group: { prefix: string; heading: string } | undefined;
	for (const row of rows) {
		world.count('rows');
		const name = tidy(row.name);
		if (!row.code) {
			world.note(row.line, 'wrong', 'code-malformed', { code: row.written.slice(0, 40) });
			continue;
		}
		if (row.check === null) world.note(row.line, 'warning', 'check-digit-missing', { code: row.written });
		else if (row.check !== checkDigit(row.code))
			world.note(row.line, 'warning', 'check-digit', {
				code: row.written,
				given: row.check,
				counted: checkDigit(row.code),
			});
		if (name === '') {
			world.note(row.line, 'wrong', 'name-missing', { code: row.written });
			continue;
		}
		if (name.length > 500) {
			world.note(row.line, 'wrong', 'name-too-long', { code: row.written });
			continue;
		}
		const first = seen.get(`${row.section} ${row.code}`);
		if (first !== undefined) {
			world.note(row.line, 'wrong', 'code-twice', { code: row.written, first });
			continue;
		}
		seen.set(`${row.section} ${row.code}`, row.line);
		if (within && !within(row.code)) {
			world.note(row.line, 'wrong', 'outside', { code: row.written, name });
			continue;
		}
		const heading = isHeading(row.code, name, row.section);
		if (heading) {
			if (row.section === 1 && row.code.endsWith('000'))
				group = { prefix: row.code.slice(0, 2), heading: name };
			world.count('headings');
			world.count(heading === 'by-name' ? 'headings-with-codes-of-territories' : 'headings-by-code');
			world.note(row.line, 'notice', 'heading', { code: printOktmo(row.code), name });
			const region = regionOf(row.code);
			// a heading over an autonomous okrug names a region that has no row of its own
			if (region && region.prefix.length === 3 && codeOfRegion(region) === row.code)
				regionNode(world, region);
			continue;
		}
		planTerritory(world, row, name, group?.prefix === row.code.slice(0, 2) ? group.heading : '');
	}
}

/** By its code a heading ends a level with 00; ten in autonomous okrugs have codes like those of territories. */
export function isHeading(code: string, name: string, section: 1 | 2): 'by-code' | 'by-name' | null {
	if (section === 2) return code.endsWith('000') ? 'by-code' : null;
	if (code.endsWith('000000')) return null;
	if (code.endsWith('000')) {
		if (!groupHeading.test(name)) return null;
		return code.slice(3, 5) === '00' ? 'by-code' : 'by-name';
	}
	return code.slice(6) === '00' ? 'by-code' : null;
}

export function countryNode(world: World): Node {
	for (const node of world.nodes.values())
		if (node.kind === 'country' && node.code === country.code && node.validTo === null) return node;
	world.count('countries');
	return world.create(
		plainNode({
			parent: null,
			kind: 'country',
			code: country.code,
			zone: country.zone,
			slug: country.slug,
			name: {
				nominative: country.nominative,
				of: country.of,
				in: country.in,
				full: country.full,
				placeType: null,
			},
			english: { nominative: country.en, full: country.fullEn },
		}),
	);
}

export function regionNode(world: World, region: Region): Node {
	const code = codeOfRegion(region);
	const known = world.byCode(code);
	if (known) return known;
	world.count('regions');
	if (region.prefix.length === 3) world.count('regions-from-dictionary');
	return world.create(
		plainNode({
			parent: countryNode(world).id,
			kind: 'region',
			code,
			zone: region.zone,
			slug: region.slug,
			name: {
				nominative: region.nominative,
				of: region.of,
				in: region.in,
				full: region.nominative,
				placeType: null,
			},
			english: { nominative: region.en, full: region.en },
		}),
	);
}

function planTerritory(world: World, row: OktmoRow, name: string, heading: string): void {
	const code = row.code as string;
	const region = regionOf(code);
	if (!region) {
		world.note(row.line, 'wrong', 'region-unknown', { code: row.written, name });
		return;
	}
	world.count('territories');
	if (code.endsWith('000000')) {
		regionNode(world, region);
		return;
	}
	let parent = parentOf(world, code, region);
	if (!parent && code.length === 8) {
		// the list dropped a dissolved district but kept what stood in it
		parent = regionNode(world, region);
		world.note(row.line, 'warning', 'parent-missing', { code: row.written, name, region: region.nominative });
	}
	if (!parent) {
		world.count('territories', -1);
		world.note(row.line, 'wrong', 'parent-unknown', { code: row.written, name });
		return;
	}
	const kind = kindOf(code, name, heading, region);
	const known = world.byCode(code);
	if (known) {
		if (row.centre && !known.centreName && known.validTo === null)
			world.change(known, { centreName: tidy(row.centre) });
		world.count('known');
		return;
	}
	const made = nameOf(world, name, kind, parent);
	// an older list: what stood in a district that is gone ended with it
	const ended =
		code.length === 8 && !code.endsWith('000') ? world.endOf(`${code.slice(0, 5)}000`) : undefined;
	world.count(ended ? 'ended' : kind);
	const node = world.create(
		plainNode({
			parent: parent.id,
			kind,
			code,
			name: made,
			centreName: row.centre ? tidy(row.centre) : null,
			status: /(^|\s)ЗАТО(\s|$)/.test(name) ? 'closed' : null,
			validTo: ended ?? null,
		}),
	);
	if (!ended) return;
	world.note(row.line, 'notice', 'ended', {
		code: row.written,
		name,
		day: ended,
		heir: parent.name.nominative,
	});
	world.succeed({
		predecessor: node.id,
		successor: parent.id,
		day: ended,
		kind: 'merge',
		share: 1,
		basis: 'whole',
		note: 'with its district',
	});
}

function nameOf(world: World, name: string, kind: Kind, parent: Node): RussianName {
	if (kind === 'place') return namePlace(name);
	if (kind === 'between-settlements') {
		const number = world.childrenOf(parent.id).filter((node) => node.kind === kind).length + 1;
		return nameBetween(name, number);
	}
	return nameMunicipality(name, kind);
}

/** The nearest above by the code: a place under its lower or upper municipality, these under the upper one or the region. */
export function parentOf(world: World, code: string, region: Region): Node | undefined {
	const find = (wanted: string) => {
		const node = world.byCode(wanted);
		return node && (world.heirOf(node.id) ?? node);
	};
	if (code.length === 11) return find(code.slice(0, 8)) ?? find(`${code.slice(0, 5)}000`);
	if (!code.endsWith('000')) return find(`${code.slice(0, 5)}000`);
	return regionNode(world, region);
}

export function kindOf(code: string, name: string, heading: string, region: Region): Kind {
	if (code.length === 11) return 'place';
	if (!code.endsWith('000')) {
		const level = code[5];
		if (level === '1') return 'urban-settlement';
		if (level === '3') return 'intra-city';
		if (level === '7') return 'between-settlements';
		return 'rural-settlement';
	}
	if (['40', '45', '67'].includes(region.prefix)) return 'intra-city';
	if (/муниципальный район/i.test(name)) return 'municipal-district';
	if (/муниципальный округ/i.test(name)) return 'municipal-okrug';
	if (/федеральная территория/i.test(name)) return 'federal-territory';
	if (/городской округ/i.test(name)) return 'urban-okrug';
	switch (code[2]) {
		case '5':
			return 'municipal-okrug';
		case '6':
			return 'municipal-district';
		case '7':
			return 'urban-okrug';
		default:
			if (/^Городские округа/i.test(heading)) return 'urban-okrug';
			if (/^Муниципальные округа/i.test(heading)) return 'municipal-okrug';
			return 'municipal-district';
	}
}
