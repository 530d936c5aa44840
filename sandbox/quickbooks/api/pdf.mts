/** A page with these lines of text. */
export function pdfOf(lines: readonly string[]): Buffer {
	const text = lines
		.map((line, place) => `1 0 0 1 72 ${760 - 20 * place} Tm (${line.replace(/[\\()]/g, '\\$&')}) Tj`)
		.join('\n');
	const content = `BT /F1 14 Tf\n${text}\nET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	].map((body, place) => `${place + 1} 0 obj\n${body}\nendobj\n`);
	const head = '%PDF-1.4\n';
	const starts = objects.map((_, place) => head.length + objects.slice(0, place).join('').length);
	const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
	const end = head.length + objects.join('').length;
	const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`;
	const whole = `${head}${objects.join('')}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`;
	return Buffer.from(whole, 'latin1');
}
