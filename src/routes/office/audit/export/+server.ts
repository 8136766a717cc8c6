import { Readable } from 'node:stream';
import { listEntries, record } from '#platform/audit/door.server.ts';
import { type AccountId, transaction } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import { readQuestion } from '../filter.server.ts';
import type { RequestHandler } from './$types';

/** More than that is work for a query, not for a browser; the last line of the file says so. */
const most = 100_000;
const step = 1000;

/** The list as a file, by the same filters, sent as it is read. Taking it is itself written down. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { actor, t, lang } = locals;
	const question = await readQuestion(locals, url);
	// Asked before the first byte, so that who may not gets a refusal and not half a file.
	let page = await listEntries(actor, question.filter, { limit: step });
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: locals.territory?.id ?? installation,
			action: 'audit.exported',
			payload: { ...question.asked },
			reading: true,
		}),
	);
	const said = (prefix: string, word: string) =>
		t.has(`${prefix}${word}`) ? t.any(`${prefix}${word}`) : word;

	async function* lines(): AsyncGenerator<string> {
		yield `\ufeff${row([
			t('audit.column.at'),
			t('audit.column.place'),
			t('audit.column.who'),
			t('audit.column.who-id'),
			t('audit.column.did'),
			t('audit.reading'),
			t('audit.column.thing'),
			t('audit.column.thing-id'),
			t('audit.column.about'),
			t('audit.column.details'),
			t('audit.column.request'),
		])}`;
		for (let sent = 0; ; ) {
			const ids = page.lines.flatMap((line) => [line.actor, line.about]);
			const [people, places] = await Promise.all([
				accountsOf(ids.filter((id): id is AccountId => id !== null)),
				namesOf(
					page.lines.map((line) => line.territory),
					lang,
				),
			]);
			for (const line of page.lines)
				yield row([
					line.at.toISOString(),
					places.get(line.territory)?.nominative ?? t('audit.installation'),
					line.actor ? (people.get(line.actor)?.name ?? '') : t('audit.house'),
					line.actor ?? '',
					said('audit.did.', line.action),
					line.reading ? '1' : '0',
					line.thing ? said('audit.thing.', line.thing.kind) : '',
					line.thing?.id ?? '',
					line.about ? (people.get(line.about)?.name ?? line.about) : '',
					line.payload ? JSON.stringify(line.payload) : line.commitment ? t('audit.erased') : '',
					line.request ?? '',
				]);
			sent += page.lines.length;
			if (!page.next) return;
			if (sent >= most) return yield row([t('audit.export.more', { count: most })]);
			page = await listEntries(actor, question.filter, { limit: step, after: page.next });
		}
	}
	return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.csv"`,
			'cache-control': 'private, no-store',
		},
	});
};

/** One line after RFC 4180. A cell that a spreadsheet would run as a formula is made a text. */
function row(cells: readonly string[]): string {
	const written = cells.map((cell) => {
		const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
		return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	});
	return `${written.join(',')}\r\n`;
}
