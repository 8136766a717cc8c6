import { readFile } from 'node:fs/promises';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { askedOf, trialOf, trialOfFile } from '#pages/votes/tried.ts';
import { voteCrumbs } from '#pages/votes/vote.ts';
import { Invalid, invalid, Refusal } from '#platform/errors/door.ts';
import { ballotsIn, readTriedFile, readyKinds } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, request }) => {
	beginAtTheTop(locals);
	const { actor, t } = locals;
	const asked = askedOf(url.searchParams);
	const isAsked = url.searchParams.has('kind') || asked.of !== null;
	const { items } = await ballotsIn(actor, placeOf(locals), { of: 'office' });
	return {
		within: within(locals),
		territory: placeOf(locals),
		crumbs: voteCrumbs(locals),
		asked,
		kinds: readyKinds.filter((one) => one !== 'yes-no'),
		votes: items
			.filter((one) => one.kind !== 'decision' && ['draft', 'closed'].includes(one.state))
			.map((one) => ({ id: one.id, question: one.question || t('ballots.office.no-question') })),
		// an uploaded file is tried in its own answer
		...(request.method === 'GET' && isAsked ? await tried() : { trial: null, refused: null }),
	};

	async function tried() {
		try {
			return { trial: await trialOf(locals, asked), refused: null };
		} catch (error) {
			if (error instanceof Invalid || !(error instanceof Refusal) || error.status === 404) throw error;
			return { trial: null, refused: t.any(error.code, error.facts) };
		}
	}
};

const mostBytes = 3 * 2 ** 20;

export const actions: Actions = {
	default: action(
		async ({ locals }, form) => {
			const file = form.file('file');
			if (!file) invalid({ field: 'file', code: 'ballots.laboratory.file' });
			if (file.tooLarge) invalid({ field: 'file', code: 'ballots.laboratory.no-election' });
			const text = await readFile(file.path, 'utf8');
			const read = readTriedFile(text, placeOf(locals), locals.lang);
			return { trial: trialOfFile(read), name: file.name, faults: read.faults };
		},
		{ fileBytes: mostBytes, files: 1 },
	),
};
