import { carriesPoints, type Definition, type Marks } from '#rooms/ballots/door.server.ts';
import { readMarks } from '#rooms/ballots/door.ts';

type Asked = Pick<Definition, 'options' | 'marks'>;

/**
 * A ballot on paper as a clerk types it by numbers of the options: `3`; `1 4 7`; `2 1 3` for a ranking, best first; `1:5 3:2` for points.
 * `0`: nothing marked; `-`: spoiled. Null: an empty field; `wrong`: not to be read.
 */
export function readPaper({ options, marks }: Asked, text: string): Marks | 'spoiled' | 'wrong' | null {
	const plain = text.trim().toLowerCase();
	if (plain === '') return null;
	if (/^[-–—xх]$/.test(plain)) return 'spoiled';
	if (plain === '0') return carriesPoints(marks) ? { marked: [], points: [] } : { marked: [] };
	const read = plain.split(/[\s,;]+/).map((one) => /^(\d{1,3})(?:[:=](\d{1,4}))?$/.exec(one));
	if (read.some((one) => one === null || (one[2] !== undefined) !== carriesPoints(marks))) return 'wrong';
	const marked = read.map((one) => options[Number(one![1]) - 1]?.code);
	if (marked.some((one) => one === undefined)) return 'wrong';
	const codes = marked as string[];
	return carriesPoints(marks)
		? { marked: codes, points: read.map((one) => Number(one![2])) }
		: { marked: codes };
}

/** The same back: what stands in the field of a paper that was entered. */
export function paperText({ options }: Asked, marks: string | null): string {
	if (marks === null) return '-';
	const read = readMarks(marks);
	if (!read || read.marked.length === 0) return '0';
	const number = (code: string) => options.findIndex((one) => one.code === code) + 1;
	return read.marked
		.map((code, i) => (read.points ? `${number(code)}:${read.points[i]}` : number(code)))
		.join(' ');
}
