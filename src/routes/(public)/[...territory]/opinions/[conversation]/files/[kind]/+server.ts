import { csvAnswer } from '#pages/csv.ts';
import { conversationAt } from '#pages/opinions.ts';
import { refuse } from '#platform/errors/door.ts';
import { marksFile, statementsFile } from '#rooms/opinions/door.server.ts';
import type { RequestHandler } from './$types';

const files = { statements: statementsFile, marks: marksFile };

export const GET: RequestHandler = async (event) => {
	const { kind } = event.params;
	if (!Object.hasOwn(files, kind)) refuse('platform.not-found');
	const rows = await files[kind as keyof typeof files](event.locals.actor, conversationAt(event));
	const [head = [], ...rest] = rows.map((row) => row.map(String));
	return csvAnswer(`${kind}.csv`, head, rest);
};
