import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	addBody,
	addRule,
	appoint,
	type BodyRef,
	bodiesOf,
	bodyInput,
	ruleInput,
	saveUnit,
	staffInput,
	unitInput,
	unitsOf,
} from '#rooms/organisations/door.server.ts';
import type { Ground } from './actors.server.ts';
import type { Planted } from './planted.server.ts';
import type { DemoBody, DemoRows, DemoStaff } from './rows.ts';

/** Bodies with their units and people, and the rules that say who answers for what. */
export async function plantBodies(
	rows: DemoRows,
	{ territories, accounts }: Ground,
	administrator: Actor,
	planted: Planted,
	step: () => void,
): Promise<Map<string, BodyRef>> {
	const refs = new Map<string, BodyRef>();
	const units = new Map<string, string>();
	for (const row of rows.bodies) {
		const territory = territories.get(row.territory)!;
		const id = await planted.once(`body:${row.key}`, async () => {
			const made = (await standing(territory, row)) ?? (await add(administrator, territory, row, refs));
			return `${territory}/${made}`;
		});
		const ref = { territory, id: id.split('/')[1] } as BodyRef;
		refs.set(row.key, ref);
		for (const [position, unit] of row.units.entries())
			units.set(`${row.key}/${unit.key}`, await unitOf(administrator, ref, unit, position));
		for (const member of rows.staff.filter((one) => one.body === row.key))
			await planted.once(`staff:${row.key}:${member.account}`, async () => {
				await employ(administrator, ref, member, units, rows, accounts);
				return ref.id;
			});
		step();
	}
	for (const rule of rows.rules)
		await planted.once(`rule:${rule.territory}:${rule.category}`, async () => {
			const ref = refs.get(rule.body)!;
			const territory = territories.get(rule.territory)!;
			const input = ruleInput.parse({
				category: rule.category ?? '',
				area: territory,
				body: `${ref.territory}/${ref.id}`,
			});
			await addRule(administrator, territory, input).catch((error: unknown) => {
				// set just before an interruption
				if (!(error instanceof Refusal && error.code === 'organisations.already-ruled')) throw error;
			});
			return ref.id;
		});
	return refs;
}

async function standing(territory: TerritoryId, row: DemoBody): Promise<string | undefined> {
	const named = (await bodiesOf(territory)).find((body) =>
		body.texts.some((text) => text.name === row.ru.name),
	);
	return named?.id;
}

async function add(
	administrator: Actor,
	territory: TerritoryId,
	row: DemoBody,
	refs: ReadonlyMap<string, BodyRef>,
): Promise<string> {
	const input = bodyInput.parse({
		kind: row.kind,
		parent: row.parent ? refs.get(row.parent)!.id : '',
		nameRu: row.ru.name,
		shortNameRu: row.ru.short,
		aboutRu: row.ru.about,
		nameEn: row.en.name,
		shortNameEn: row.en.short,
		phone: row.phone,
		email: row.email,
		address: row.address,
		hours: row.hours,
	});
	return (await addBody(administrator, territory, input)).id;
}

async function unitOf(
	administrator: Actor,
	ref: BodyRef,
	unit: DemoBody['units'][number],
	position: number,
): Promise<string> {
	const there = (await unitsOf(ref)).find((one) => one.names.some(({ name }) => name === unit.ru));
	return (
		there?.id ??
		(await saveUnit(administrator, ref, unitInput.parse({ nameRu: unit.ru, nameEn: unit.en, position })))
	);
}

async function employ(
	administrator: Actor,
	ref: BodyRef,
	member: DemoStaff,
	units: ReadonlyMap<string, string>,
	rows: DemoRows,
	accounts: ReadonlyMap<string, AccountId>,
): Promise<void> {
	const person = rows.accounts.find((one) => one.key === member.account)!;
	await appoint(
		administrator,
		ref,
		staffInput.parse({
			account: accounts.get(member.account),
			unit: member.unit ? units.get(`${member.body}/${member.unit}`) : '',
			role: member.role,
			post: member.post,
			publicName: member.public ? person.name : '',
		}),
	);
}
