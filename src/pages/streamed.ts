/** A download that is written while it is read, so that neither side holds all of it. */
export function streamedAnswer(
	parts: AsyncGenerator<string>,
	{ type, name, headers = {} }: { type: string; name: string; headers?: Record<string, string> },
): Response {
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { value, done } = await parts.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await parts.return(undefined);
		},
	});
	return new Response(body, {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, ...headers },
	});
}
