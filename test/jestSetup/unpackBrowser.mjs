// The package unpacks into the folder for temporary files: whoever runs this sets TMPDIR to where the browser goes.
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

const packed = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'));

/** The program, a font, what draws without a graphics card, and the libraries that a bare machine lacks. */
const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

await Promise.all(archives.map(async (name) => await inflate(fileURLToPath(new URL(name, packed)))));
