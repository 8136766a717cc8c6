import { withinOneTransaction } from './cluster.server.ts';
import type { TerritoryId } from './ids.ts';

type Waiting<One, Answer> = { one: One; done(answer: Answer): void; failed(cause: unknown): void };

export type TogetherOptions<One, Answer> = {
	/** Writes some in one transaction, and answers for each in their order. */
	write(part: readonly One[]): Promise<readonly Answer[]>;
	territoryOf(one: One): TerritoryId;
	/** Two of one name never go in the same transaction. */
	nameOf?(one: One): string;
	most: number;
};

/** Commits under way at once: one writes while the other waits for the disk. */
const mostUnderWay = 2;

/**
 * Makes a writer for what comes in peaks. Alone a thing is written at once; those that come while others are on their way to the
 * disk go together with the next commit, so that a thousand a second need dozens of commits and not a thousand. When a common
 * transaction fails, each goes alone, so that one holds up no other.
 */
export function writeTogether<One, Answer>(
	options: TogetherOptions<One, Answer>,
): (one: One) => Promise<Answer> {
	const { territoryOf, nameOf, most } = options;
	let line: Waiting<One, Answer>[] = [];
	let underWay = 0;

	function begin(): void {
		while (underWay < mostUnderWay && line.length > 0) {
			const part = takePart();
			underWay++;
			void write(part).finally(() => {
				underWay--;
				begin();
			});
		}
	}

	function takePart(): Waiting<One, Answer>[] {
		if (!nameOf) {
			const part = line.slice(0, most);
			line = line.slice(most);
			return part;
		}
		const names = new Set<string>();
		const part: typeof line = [];
		const rest: typeof line = [];
		for (const waiting of line) {
			const name = nameOf(waiting.one);
			if (part.length < most && !names.has(name)) part.push(waiting);
			else rest.push(waiting);
			names.add(name);
		}
		line = rest;
		return part;
	}

	async function write(part: readonly Waiting<One, Answer>[]): Promise<void> {
		for (const group of await groupsOf(part)) {
			try {
				const answers = await options.write(group.map(({ one }) => one));
				for (const [i, waiting] of group.entries()) waiting.done(answers[i]!);
			} catch (cause) {
				if (group.length === 1) group[0]?.failed(cause);
				else for (const waiting of group) await write([waiting]);
			}
		}
	}

	async function groupsOf(part: readonly Waiting<One, Answer>[]): Promise<Waiting<One, Answer>[][]> {
		try {
			return await withinOneTransaction(part, ({ one }) => territoryOf(one));
		} catch {
			// whether it is a cluster could not be asked: the transaction will say why
			return part.map((waiting) => [waiting]);
		}
	}

	return (one) =>
		new Promise((done, failed) => {
			line.push({ one, done, failed });
			begin();
		});
}
