import { csvAnswer } from '#pages/csv.ts';
import { conversationAt } from '#pages/opinions.ts';
import { refuse } from '#platform/errors/door.ts';
import { marksFile, statementsFile } from '#rooms/opinions/door.server.ts';
import type { RequestHandler } from './$types';

const files = { 'statements.csv': statementsFile, 'marks.csv': marksFile };

export const GET: RequestHandler = async (event) => {
	const name = event.params.kind;
	if (!Object.hasOwn(files, name)) refuse('platform.not-found');
	const rows = await files[name as keyof typeof files](event.locals.actor, conversationAt(event));
	const [head = [], ...rest] = rows.map((row) => row.map(String));
	return csvAnswer(name, head, rest);
};
