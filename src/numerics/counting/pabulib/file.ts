/**
 * The .pb format of Pabulib (pabulib.org/format): three tables in one text, META, PROJECTS and VOTES, each with a line of column
 * names; `;` between fields, `,` inside lists, quotes doubled as in CSV.
 */
export type PbFile = {
	meta: Table;
	projects: Table;
	votes: Table;
	/** How lines end, and whether the last one does: so that what was read can be written as it was. */
	ending: '\n' | '\r\n';
	endsOpen: boolean;
};

export type Table = { columns: string[]; rows: Row[] };
/** `line` is where it began in the text, from 1; a row that was made and not read has 0. */
export type Row = { line: number; fields: string[] };

export type Section = 'META' | 'PROJECTS' | 'VOTES';
export const sections: readonly Section[] = ['META', 'PROJECTS', 'VOTES'];

/** What is wrong with a line. The codes have words; `text` is what stands there. */
export type PbFault = { line: number; code: PbFaultCode; text: string };

export type PbFaultCode =
	| 'no-section'
	| 'section-twice'
	| 'before-sections'
	| 'no-columns'
	| 'column-missing'
	| 'column-twice'
	| 'fields'
	| 'quote'
	| 'key-twice'
	| 'meta-missing'
	| 'meta-number'
	| 'vote-type'
	| 'project-twice'
	| 'project-id'
	| 'cost'
	| 'voter-twice'
	| 'vote-unknown'
	| 'vote-twice'
	| 'vote-empty'
	| 'vote-short'
	| 'vote-long'
	| 'points-count'
	| 'points-number'
	| 'points-sum'
	| 'num-projects'
	| 'num-votes'
	| 'votes-counted'
	| 'score-counted';

/** Cuts the text into its tables. Every fault is told; what can be read is read. */
export function cut(text: string, faults: PbFault[]): PbFile {
	const file: PbFile = {
		meta: { columns: [], rows: [] },
		projects: { columns: [], rows: [] },
		votes: { columns: [], rows: [] },
		ending: /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n',
		endsOpen: text !== '' && !text.endsWith('\n'),
	};
	const of = { META: file.meta, PROJECTS: file.projects, VOTES: file.votes };
	const met = new Set<Section>();
	let table: Table | null = null;
	let headed = true;
	for (const row of rowsOf(text, faults)) {
		const title = row.fields[0]!.trim().toUpperCase() as Section;
		if (row.fields.length === 1 && sections.includes(title)) {
			if (met.has(title)) faults.push({ line: row.line, code: 'section-twice', text: title });
			met.add(title);
			table = of[title];
			headed = false;
			continue;
		}
		if (row.fields.length === 1 && row.fields[0]!.trim() === '') continue;
		if (!table) faults.push({ line: row.line, code: 'before-sections', text: row.fields.join(';') });
		else if (!headed) {
			table.columns = row.fields.map((name) => name.trim());
			headed = true;
			for (const [i, name] of table.columns.entries())
				if (table.columns.indexOf(name) !== i)
					faults.push({ line: row.line, code: 'column-twice', text: name });
		} else {
			if (row.fields.length !== table.columns.length)
				faults.push({
					line: row.line,
					code: 'fields',
					text: `${row.fields.length} / ${table.columns.length}`,
				});
			table.rows.push(row);
		}
	}
	for (const section of sections) {
		if (!met.has(section)) faults.push({ line: 0, code: 'no-section', text: section });
		else if (of[section].columns.length === 0) faults.push({ line: 0, code: 'no-columns', text: section });
	}
	return file;
}

/** Rows of fields; a field in quotes may hold `;`, doubled quotes and ends of lines. */
function* rowsOf(text: string, faults: PbFault[]): Generator<Row> {
	let at = text.startsWith('\uFEFF') ? 1 : 0;
	let line = 1;
	while (at < text.length) {
		const begun = line;
		const fields: string[] = [];
		for (;;) {
			let field = '';
			if (text[at] === '"') {
				const end = endOfQuoted(text, at);
				if (end < 0) {
					// without an end the quote is a letter like others
					faults.push({ line, code: 'quote', text: text.slice(at, at + 40) });
					const stop = endOfPlain(text, at);
					field = text.slice(at, stop);
					at = stop;
				} else {
					field = text.slice(at + 1, end).replaceAll('""', '"');
					for (const letter of field) if (letter === '\n') line++;
					at = end + 1;
				}
			} else {
				const stop = endOfPlain(text, at);
				field = text.slice(at, stop);
				at = stop;
			}
			fields.push(field);
			if (text[at] !== ';') break;
			at++;
		}
		if (text[at] === '\r') at++;
		if (text[at] === '\n') at++;
		line++;
		yield { line: begun, fields };
	}
}

function endOfPlain(text: string, from: number): number {
	let at = from;
	while (
		at < text.length &&
		text[at] !== ';' &&
		text[at] !== '\n' &&
		!(text[at] === '\r' && text[at + 1] === '\n')
	)
		at++;
	return at;
}

/** Where the closing quote stands; below 0 when what follows it is no end of a field, or there is none. */
function endOfQuoted(text: string, from: number): number {
	for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
		if (text[at + 1] === '"') {
			at++;
			continue;
		}
		const next = text[at + 1];
		return next === undefined || next === ';' || next === '\n' || next === '\r' ? at : -1;
	}
	return -1;
}

/** The file as text; what was read and not changed comes out as it was. */
export function write({ meta, projects, votes, ending, endsOpen }: PbFile): string {
	const lines = ['META', ...linesOf(meta), 'PROJECTS', ...linesOf(projects), 'VOTES', ...linesOf(votes)];
	return lines.join(ending) + (endsOpen ? '' : ending);
}

const linesOf = ({ columns, rows }: Table): string[] =>
	[columns, ...rows.map(({ fields }) => fields)].map((fields) => fields.map(quoted).join(';'));

const quoted = (field: string): string =>
	/[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
