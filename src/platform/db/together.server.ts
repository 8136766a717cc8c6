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
/** Where so many came within the window, a commit waits for `few` of them, but no longer than `patience`; milliseconds. */
const many = { came: 8, window: 100, few: 10, patience: 20 };

/**
 * Makes a writer for what comes in peaks. Alone a thing is written at once; those that come while others are on their way to the
 * disk go together with the next commit, so that a thousand a second need dozens of commits and not a thousand; where they come one upon
 * another, a commit waits some milliseconds for more of them: most of what it takes of the processors it takes for ten as for one. When a
 * common transaction fails, each goes alone, so that one holds up no other.
 */
export function writeTogether<One, Answer>(
	options: TogetherOptions<One, Answer>,
): (one: One) => Promise<Answer> {
	const { territoryOf, nameOf, most } = options;
	let line: Waiting<One, Answer>[] = [];
	let underWay = 0;
	/** When the last ones came, a ring. */
	const came = new Float64Array(many.came).fill(Number.NEGATIVE_INFINITY);
	let next = 0;
	let gathering: NodeJS.Timeout | undefined;
	let unwritten = 0;
	// who sends one thing after another waits for nobody
	const isBusy = () => unwritten > 1 && performance.now() - came[next]! < many.window;

	function begin(): void {
		if (gathering) return;
		if (line.length > 0 && line.length < many.few && isBusy())
			gathering = setTimeout(() => {
				gathering = undefined;
				write();
			}, many.patience);
		else write();
	}

	function write(): void {
		while (underWay < mostUnderWay && line.length > 0) {
			const part = takePart();
			underWay++;
			void writePart(part).finally(() => {
				underWay--;
				unwritten -= part.length;
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

	async function writePart(part: readonly Waiting<One, Answer>[]): Promise<void> {
		for (const group of await groupsOf(part)) {
			try {
				const answers = await options.write(group.map(({ one }) => one));
				for (const [i, waiting] of group.entries()) waiting.done(answers[i]!);
			} catch (cause) {
				if (group.length === 1) group[0]?.failed(cause);
				else for (const waiting of group) await writePart([waiting]);
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
			unwritten++;
			came[next] = performance.now();
			next = (next + 1) % many.came;
			if (gathering && line.length >= many.few) {
				clearTimeout(gathering);
				gathering = undefined;
			}
			begin();
		});
}
