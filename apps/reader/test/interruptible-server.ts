import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** A Postgres server with vectors, behind a line that can be cut. */
export class InterruptibleServer implements AsyncDisposable {
  readonly database: PGlite;
  readonly #server: PGLiteSocketServer;
  readonly #line: Server;
  readonly #sockets = new Set<Socket>();
  #last: string | undefined;
  #away = false;

  private constructor(database: PGlite, server: PGLiteSocketServer) {
    this.database = database;
    this.#server = server;
    this.#line = createServer((client) => this.#connect(client));
  }

  static async start(): Promise<InterruptibleServer> {
    const database = await PGlite.create({ extensions: { vector } });
    const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 8 });
    await server.start();
    const started = new InterruptibleServer(database, server);
    await once(started.#line.listen(0, '127.0.0.1'), 'listening');
    return started;
  }

  get url(): string {
    const { port } = this.#line.address() as AddressInfo;
    return `postgres://postgres:secret@127.0.0.1:${port}/postgres`;
  }

  /** Goes away when somebody sends it these words, which it does not get any more. */
  goAwayAt(words: string): void {
    this.#last = words;
  }

  /** Whether it went away. */
  get away(): boolean {
    return this.#away;
  }

  comeBack(): void {
    this.#away = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#line.close();
    this.#cut();
    await this.#server.stop();
    await this.database.close();
  }

  #connect(client: Socket): void {
    if (this.#away) {
      client.destroy();
      return;
    }
    const [host, port] = this.#server.getServerConn().split(':');
    const server = connect(Number(port), host);
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    server.pipe(client);
    client.on('data', (data) => {
      if (this.#last !== undefined && data.includes(this.#last)) {
        this.#last = undefined;
        this.#away = true;
        this.#cut();
      } else {
        server.write(data);
      }
    });
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
