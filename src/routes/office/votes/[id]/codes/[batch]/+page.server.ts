import QRCode from 'qrcode';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { codeSheet, viewBallot } from '#rooms/ballots/door.server.ts';
import type { PageServerLoad } from './$types';

/** Sheets on one page: a QR takes its time, and a printer too. */
const onPage = 200;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { href, territory } = locals;
	const ref = voteIn(locals, params.id);
	if (!isUuid(params.batch)) refuse('platform.not-found');
	const vote = await viewBallot(locals.actor, ref);
	const { batch, codes } = await codeSheet(locals.actor, ref, params.batch);
	const from = Math.min(Math.max(0, Number(url.searchParams.get('from')) || 0), codes.length - 1);
	const page = `${publicOrigin()}${href(`/${territory?.path ?? ''}/votes/code`.replace('//', '/'))}`;
	return {
		crumbs: [
			...voteCrumbs(locals, vote),
			{ title: locals.t('ballots.office.codes.title'), href: votesPath(locals, `/${ref.id}/codes`) },
		],
		title: batch.title,
		question: vote.question,
		shownIn: vote.shownIn,
		closesAt: vote.closesAt,
		territory: territory?.name.nominative ?? '',
		address: page.replace(/^https?:\/\//, ''),
		count: codes.length,
		from,
		sheets: await Promise.all(
			// behind `#` a code stands in no journal of any server
			codes.slice(from, from + onPage).map(async (code) => ({
				code,
				qr: await QRCode.toString(`${page}#${code}`, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
			})),
		),
		parts: Array.from({ length: Math.ceil(codes.length / onPage) }, (_, i) => ({
			title: `${i * onPage + 1}–${Math.min(codes.length, (i + 1) * onPage)}`,
			href: votesPath(locals, `/${ref.id}/codes/${batch.id}`, { from: String(i * onPage) }),
			current: i * onPage === from,
		})),
	};
};
