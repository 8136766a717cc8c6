import {
	AlignmentType,
	BorderStyle,
	CharacterSet,
	Document,
	ImageRun,
	convertMillimetersToTwip as mm,
	Packer,
	Paragraph,
	type ParagraphChild,
	Tab,
	Table,
	TableCell,
	TableRow,
	TabStopType,
	TextRun,
	WidthType,
} from 'docx';
import { readFonts } from './fonts.server.ts';
import type { Letter } from './letter.ts';

const muted = '4A5056';
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const line = { style: BorderStyle.SINGLE, size: 4, color: 'B0AA9C' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none };
/** What the margins leave of A4. */
const width = mm(165);

type Set = { size?: number; bold?: boolean; color?: string };
const run = (text: string, { size = 24, bold = false, color }: Set = {}) =>
	new TextRun({ text, size, bold, ...(color ? { color } : {}) });
const plain = (text: string, set?: Set, more: object = {}) =>
	new Paragraph({ children: [run(text, set)], spacing: { after: 40 }, ...more });
const blank = (after: number) => new Paragraph({ children: [], spacing: { after } });

const cell = (children: (Paragraph | Table)[], size: number, borders: object = noBorders) =>
	new TableCell({ children, borders, width: { size, type: WidthType.DXA } });
const grid = (columns: number[], rows: TableRow[]) =>
	new Table({
		rows,
		columnWidths: columns,
		width: { size: width, type: WidthType.DXA },
		borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
	});

/** The same letter for a word processor: editable, with the face of the PDF inside. */
export async function letterDocx(letter: Letter): Promise<Buffer> {
	const centred = { alignment: AlignmentType.CENTER };
	const { sender, signature } = letter;
	const head = grid(
		[mm(78), mm(87)],
		[
			new TableRow({
				children: [
					cell(
						[
							plain(sender.name, { bold: true }, centred),
							...sender.lines.map((one) => plain(one, { size: 19 }, centred)),
							blank(80),
							...letter.marks.map((one) => plain(one, { size: 21 }, centred)),
						],
						mm(78),
					),
					cell(
						letter.recipient.map((one) => plain(one, {}, { indent: { left: mm(14) } })),
						mm(87),
					),
				],
			}),
		],
	);
	const facts = grid(
		[mm(56), mm(109)],
		letter.facts.map(
			({ name, value }) =>
				new TableRow({
					children: [
						cell([plain(name, { color: muted })], mm(56), { ...noBorders, top: line, bottom: line }),
						cell([plain(value)], mm(109), { ...noBorders, top: line, bottom: line }),
					],
				}),
		),
	);
	const signed: Paragraph[] = signature
		? [
				new Paragraph({
					children: [run(signature.post), new TextRun({ children: [new Tab(), signature.name], size: 24 })],
					tabStops: [{ type: TabStopType.RIGHT, position: width }],
					spacing: { before: 480, after: 360 },
					keepLines: true,
				}),
			]
		: [];
	const document = new Document({
		title: letter.title,
		creator: sender.name,
		fonts: [{ name: 'PT Serif', data: readFonts()[0] as Buffer, characterSet: CharacterSet.ANSI }],
		styles: {
			default: {
				document: {
					run: { font: 'PT Serif', size: 24, language: { value: letter.lang === 'ru' ? 'ru-RU' : 'en-GB' } },
				},
			},
		},
		sections: [
			{
				properties: {
					page: {
						size: { width: mm(210), height: mm(297) },
						margin: { left: mm(30), right: mm(15), top: mm(20), bottom: mm(20) },
					},
				},
				children: [
					head,
					blank(240),
					plain(letter.heading, {}, { indent: { right: mm(60) }, spacing: { after: 240 } }),
					plain(letter.greeting, {}, { ...centred, spacing: { after: 160 } }),
					...letter.paragraphs.map((one) =>
						plain(
							one,
							{},
							{
								alignment: AlignmentType.BOTH,
								indent: { firstLine: mm(12.5) },
								spacing: { after: 80, line: 300 },
							},
						),
					),
					...(letter.facts.length ? [blank(80), facts] : []),
					...(letter.pictures.length ? [blank(80), pictures(letter)] : []),
					...signed,
					...letter.foot.map((one) => plain(one, { size: 18, color: muted })),
				],
			},
		],
	});
	return Packer.toBuffer(document);
}

/** Two beside one another, each with its words below. */
function pictures(letter: Letter): Table {
	const half = mm(82);
	const cells = letter.pictures.map((one) => {
		const shown = 300;
		const children: ParagraphChild[] = [
			new ImageRun({
				type: 'jpg',
				data: one.jpeg,
				transformation: { width: shown, height: Math.round((shown * one.height) / one.width) },
				altText: { name: one.caption, description: one.caption, title: one.caption },
			}),
		];
		return cell([new Paragraph({ children }), plain(one.caption, { size: 19, color: muted })], half);
	});
	const rows: TableRow[] = [];
	for (let i = 0; i < cells.length; i += 2)
		rows.push(
			new TableRow({
				children: [cells[i] as TableCell, cells[i + 1] ?? cell([blank(0)], half)],
				cantSplit: true,
			}),
		);
	return grid([half, half], rows);
}
