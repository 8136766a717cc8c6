type Asked<One, Answer> = { one: One; answer(answer: Answer): void; fail(cause: unknown): void };

/**
 * Makes one look of many that come at the same time: alone a question is asked at once; those that come while others are being answered
 * are answered by the next look, which begins after the last of them has come, so nobody reads anything older than their question.
 * `look` answers for each in the order given.
 */
export function askTogether<One, Answer>(
	look: (part: readonly One[]) => Promise<readonly Answer[]>,
	most = 256,
): (one: One) => Promise<Answer> {
	const line: Asked<One, Answer>[] = [];
	let isLooking = false;
	async function lookOn(): Promise<void> {
		isLooking = true;
		while (line.length > 0) {
			const part = line.splice(0, most);
			try {
				const answers = await look(part.map(({ one }) => one));
				for (const [i, { answer }] of part.entries()) answer(answers[i] as Answer);
			} catch (error) {
				for (const { fail } of part) fail(error);
			}
		}
		isLooking = false;
	}
	return (one) =>
		new Promise((answer, fail) => {
			line.push({ one, answer, fail });
			if (!isLooking) void lookOn();
		});
}
