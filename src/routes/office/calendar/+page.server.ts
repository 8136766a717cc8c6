import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { correctDay, dayKinds, importDays, viewYear } from '#platform/calendar/door.server.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { isoPlaceOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { monthsOf } from './months.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const askedYear = Number(url.searchParams.get('year'));
	const isYear = Number.isInteger(askedYear) && askedYear >= 1990 && askedYear <= 2200;
	const year = isYear ? askedYear : new Date().getFullYear();
	const here = locals.territory ? await isoPlaceOf(locals.territory.id) : null;
	const country = /^[A-Z]{2}$/.exec(url.searchParams.get('country') ?? '')?.[0] ?? here?.country ?? 'RU';
	const asked = url.searchParams.get('region');
	const whole = asked === null ? await viewYear(country, '', year) : null;
	// who comes from a region with days of its own sees them
	const own =
		whole && here && here.country === country && whole.regions.includes(here.region) ? here.region : '';
	const region = /^[A-Z]{2}-[A-Z0-9]{1,3}$/.exec(asked ?? own)?.[0] ?? '';
	const { calendar, history, days, workingDays, certain, source, regions, countries } =
		whole && region === '' ? whole : await viewYear(country, region, year);
	const people = await accountsOf(history.flatMap((edition) => (edition.madeBy ? [edition.madeBy] : [])));
	const at = (to: number) =>
		`${locals.href('/office/calendar')}?${new URLSearchParams({ year: String(to), country, ...(region ? { region } : {}) })}`;
	return {
		year,
		country,
		region,
		regions,
		countries: [...new Set(['RU', ...countries, country])],
		workingDays,
		certain,
		source,
		months: monthsOf(calendar, year, locals.lang),
		different: [...days].map(([day, kind]) => ({ day, kind })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
		history: history.map(({ version, madeAt, madeBy, source, certain }) => ({
			version,
			madeAt,
			source,
			certain,
			by: madeBy ? (people.get(madeBy)?.name ?? null) : null,
			own: madeBy !== null,
		})),
		previous: at(year - 1),
		next: at(year + 1),
		mayEdit: may(locals.actor, 'calendar.edit', { territory: installation }),
		done: url.searchParams.has('done'),
		address: at(year),
		hours: locals.href(`/office/calendar/hours${locals.territory ? `?in=${locals.territory.id}` : ''}`),
	};
};

const about = z.object({
	country: z.string().regex(/^[A-Z]{2}$/, 'platform.field.wrong'),
	region: z
		.string()
		.regex(/^([A-Z]{2}-[A-Z0-9]{1,3})?$/, 'platform.field.wrong')
		.default(''),
	source: z.string().min(3, 'calendar.source.needed').max(500),
	sourceOn: z
		.string()
		.regex(/^(\d{4}-\d{2}-\d{2})?$/, 'platform.field.not-a-date')
		.default(''),
});
const correction = about.extend({
	day: z.iso.date(),
	kind: z.enum(['week', ...dayKinds]),
});
const importing = about.extend({ table: z.string().min(1), certain: z.string().optional() });

const back = (
	href: (path: string) => string,
	year: number,
	{ country, region }: { country: string; region: string },
) =>
	`${href('/office/calendar')}?${new URLSearchParams({ year: String(year), country, ...(region ? { region } : {}), done: '' })}`;

export const actions: Actions = {
	correct: action(async ({ locals }, form) => {
		const { kind, sourceOn, ...input } = form.parse(correction);
		await correctDay(locals.actor, {
			...input,
			sourceOn: sourceOn || null,
			kind: kind === 'week' ? null : kind,
		});
		redirect(303, back(locals.href, Number(input.day.slice(0, 4)), input));
	}),
	import: action(async ({ locals }, form) => {
		const { sourceOn, certain, ...input } = form.parse(importing);
		const { years } = await importDays(locals.actor, {
			...input,
			sourceOn: sourceOn || null,
			certain: certain === 'on',
		});
		redirect(303, back(locals.href, years[0] ?? new Date().getFullYear(), input));
	}),
};
