import { type BodyPlan, cityBodies, regionBodies } from './bodies.ts';
import { aPerson, latin } from './people.ts';
import type { Random } from './random.ts';
import type { DemoAccount, DemoBody, DemoRole, DemoRows, DemoStaff, DemoTerritory } from './rows.ts';

/** The main city: everything that is shown in full is shown here. */
export const mainCity = 'svetloborsk';
export const roles: readonly DemoRole[] = [
	'observer',
	'resident',
	'official',
	'moderator',
	'controller',
	'operator',
	'administrator',
];

export const emailOf = (role: DemoRole) => `${role}@veche.example`;
export const passwordOf = (role: DemoRole) => `veche-demo-${role}`;

export function peopleOf(
	territories: readonly DemoTerritory[],
	random: Random,
	now: Date,
): Pick<DemoRows, 'accounts' | 'bodies' | 'staff' | 'rules'> {
	// everybody came before the year that the appeals tell of
	const came = new Date(now.getTime() - 400 * 86_400_000);
	const accounts: DemoAccount[] = [];
	const account = (key: string, draw: Random, home: string, more: Partial<DemoAccount> = {}): DemoAccount => {
		const person = aPerson(draw);
		const at = new Date(came.getTime() + accounts.length * 3_600_000);
		const made = {
			key,
			id: draw.id(at.getTime()),
			name: person.name,
			english: person.english,
			woman: person.woman,
			email: `${key}@veche.example`,
			password: null,
			at,
			home,
			place: null,
			roles: [],
			...more,
		};
		accounts.push(made);
		return made;
	};
	const rights: Record<DemoRole, DemoAccount['roles']> = {
		resident: [],
		official: [],
		moderator: [{ role: 'moderator', territory: mainCity }],
		controller: [{ role: 'controller', territory: mainCity }],
		observer: [{ role: 'observer', territory: mainCity }],
		operator: [{ role: 'operator', territory: mainCity }],
		administrator: [{ role: 'administrator', territory: 'belovodye' }],
	};
	for (const role of [...roles].reverse())
		account(role, random.branch(role), mainCity, { password: passwordOf(role), roles: rights[role] });

	const plans: BodyPlan[] = [...regionBodies, ...cityBodies];
	const covered = new Set(plans.map((plan) => plan.territory));
	for (const territory of territories)
		if (territory.kind !== 'place' && !covered.has(territory.key)) plans.push(administrationOf(territory));
	const bodies = plans.map((plan): DemoBody => {
		const own = random.branch(`body ${plan.key}`);
		return {
			...plan,
			id: own.id(came.getTime()),
			slug: plan.key,
			phone: `+7 (000) ${own.between(20, 79)}1-${own.between(10, 99)}-${own.between(10, 99)}`,
			email: `${latin(plan.ru.short)
				.toLowerCase()
				.replace(/[^a-z]+/g, '-')}@${plan.territory}.example`,
			unitIds: Object.fromEntries(plan.units.map((unit) => [unit.key, own.id(came.getTime())])),
		};
	});

	const staff: DemoStaff[] = [
		{
			body: 'admin',
			unit: 'appeals',
			account: 'controller',
			role: 'controller',
			post: 'Начальник отдела по работе с обращениями',
			public: true,
		},
		{
			body: 'roads',
			unit: 'repair',
			account: 'official',
			role: 'executor',
			post: 'Мастер участка ремонта',
			public: true,
		},
	];
	for (const body of bodies) {
		const own = random.branch(`staff ${body.key}`);
		const head = account(`head-${body.key}`, own.branch('head'), body.territory);
		staff.push({
			body: body.key,
			unit: null,
			account: head.key,
			role: 'head',
			post: body.head.ru,
			public: true,
		});
		const officials = body.territory === mainCity ? Math.max(1, Math.min(2, body.units.length)) : 0;
		for (let i = 0; i < officials; i++) {
			const one = account(`${body.key}-${i + 1}`, own.branch(`official ${i}`), body.territory);
			staff.push({
				body: body.key,
				unit: body.units[i]?.key ?? null,
				account: one.key,
				role: 'executor',
				post: own.pick([
					'Ведущий специалист',
					'Главный специалист',
					'Инженер',
					'Специалист первой категории',
				]),
				public: false,
			});
		}
	}
	const rules: DemoRows['rules'] = bodies.flatMap((body) =>
		body.answers.map((category) => ({ territory: body.territory, category, body: body.key })),
	);
	for (const body of bodies)
		if (body.parent === null && body.kind === 'administration')
			rules.push({ territory: body.territory, category: null, body: body.key });

	for (let i = 1; i <= 130; i++)
		account(`resident-${i}`, random.branch(`resident ${i}`), mainCity, { place: placeOf(i) });
	for (const territory of territories)
		if (
			territory.kind !== 'place' &&
			territory.kind !== 'region' &&
			territory.kind !== 'country' &&
			territory.key !== mainCity
		)
			for (let i = 1; i <= 3; i++)
				account(`${territory.key}-${i}`, random.branch(`${territory.key} ${i}`), territory.key);
	return { accounts, bodies, staff, rules };
}

/** Most live in the city itself, some in its villages, one village is silent; some did not say. */
function placeOf(i: number): string | null {
	if (i % 11 === 4) return null;
	if (i % 9 === 2) return 'dalniye-sosny';
	return i % 23 === 0 ? 'maloye-zaozerye' : 'g-svetloborsk';
}

/** Every territory besides the main city has one body that answers for everything. */
function administrationOf(territory: DemoTerritory): BodyPlan {
	const name: Record<string, [string, string]> = {
		country: [`Правительство ${territory.ru.of}`, `Government of ${territory.en.nominative}`],
		region: [`Правительство ${territory.ru.of}`, `Government of ${territory.en.nominative}`],
	};
	const [ru, en] = name[territory.kind] ?? [
		`Администрация ${territory.ru.of}`,
		`Administration of ${territory.en.nominative}`,
	];
	return {
		key: `${territory.key}-admin`,
		territory: territory.key,
		kind: 'administration',
		parent: null,
		ru: {
			name: ru,
			short: name[territory.kind] ? 'Правительство' : 'Администрация',
			about: 'Отвечает на обращения жителей и ведёт хозяйство территории.',
		},
		en: { name: en, short: name[territory.kind] ? 'Government' : 'Administration' },
		address: territory.contacts.find((contact) => contact.kind === 'address')?.ru.value ?? '',
		hours: 'Пн–пт 8:30–17:30, обед 12:30–13:15',
		units: [],
		answers: [],
		head: { ru: territory.officials[0]?.ru.post ?? 'Глава', en: territory.officials[0]?.en.post ?? 'Head' },
	};
}
