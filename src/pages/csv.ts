import { stringify } from 'csv-stringify/sync';

/** A cell that a spreadsheet would run as a formula is given as text. */
const plain = (text: string) => (/^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text);

/**
 * Rows as a CSV download, streamed, so that neither side holds all of it. Begins with the mark of the byte order, so that
 * spreadsheets read Cyrillic.
 */
export function csvAnswer(
	name: string,
	head: readonly string[],
	rows: AsyncIterable<readonly (readonly string[])[]>,
): Response {
	async function* lines() {
		yield `\ufeff${stringify([[...head]])}`;
		for await (const some of rows) yield stringify(some.map((row) => row.map(plain)));
	}
	const source = lines();
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { value, done } = await source.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await source.return(undefined);
		},
	});
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
		},
	});
}
