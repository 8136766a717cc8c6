import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFonts } from './fonts.server.ts';
import type { Letter } from './letter.ts';
import { letterTypst } from './letter-typst.ts';

/** A folder that is not there: the compiler sees the files that it is given by memory, and nothing of the machine. */
const folder = join(tmpdir(), 'veche-press-that-is-not-there');
let press: NodeCompiler | undefined;

/** PDF/A-2u. */
export function letterPdf(letter: Letter): Buffer {
	press ??= NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: readFonts() }] });
	const compiler = press;
	const pictures = letter.pictures.map((one, i) => ({ caption: one.caption, file: `picture-${i}.jpg` }));
	try {
		for (const [i, one] of letter.pictures.entries())
			compiler.mapShadow(join(folder, `picture-${i}.jpg`), one.jpeg);
		compiler.mapShadow(join(folder, 'letter.json'), Buffer.from(JSON.stringify({ ...letter, pictures })));
		const made = compiler.compile({ mainFileContent: letterTypst });
		if (!made.result)
			throw new Error(`a letter was not set: ${JSON.stringify(made.takeError()?.shortDiagnostics ?? [])}`);
		return compiler.pdf(made.result, { pdfStandard: 'a-2u' as never });
	} finally {
		compiler.resetShadow();
		compiler.evictCache(10);
	}
}
