const moving = Boolean(process.stdout.isTTY);
const often = moving ? 1_000 : 30_000;

/**
 * Says again and again how far something is: on one line that moves, or where there is no terminal on a line of its own every half minute.
 * `print` puts a text above the line; `end` takes the line away.
 * @param {() => string} tell
 */
export function showProgress(tell) {
	const show = () => process.stdout.write(moving ? `\r${tell().slice(0, width())}\u001b[K` : `${tell()}\n`);
	const clear = () => moving && process.stdout.write('\r\u001b[K');
	const timer = setInterval(show, often);
	if (moving) show();
	return {
		print(text) {
			clear();
			process.stdout.write(`${text}\n`);
			if (moving) show();
		},
		end() {
			clearInterval(timer);
			clear();
		},
	};
}

function width() {
	return Math.max(20, (process.stdout.columns || 80) - 1);
}
