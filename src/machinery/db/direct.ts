// Kysely over one connection that is always at hand: queries go straight to it, without being lent it anew each time.
import {
  DefaultQueryExecutor, Kysely, type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult,
} from 'kysely'

class DirectExecutor extends DefaultQueryExecutor {
  readonly #connection: DatabaseConnection

  constructor(dialect: Omit<Dialect, 'createDriver'>, connection: DatabaseConnection) {
    super(dialect.createQueryCompiler(), dialect.createAdapter(), { provideConnection: (consume) => consume(connection) })
    this.#connection = connection
  }

  override executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#connection.executeQuery<R>(query)
  }
}

/** A Kysely whose every query is `connection`'s. Transactions are the engine's business: this one refuses them. */
export function kyselyOver<T>(connection: DatabaseConnection, dialect: Omit<Dialect, 'createDriver'>): Kysely<T> {
  const refuse = async () => { throw new Error('transactions go through Engine.begin') }
  const driver: Driver = {
    init: async () => {}, destroy: async () => {}, releaseConnection: async () => {}, acquireConnection: async () => connection,
    beginTransaction: refuse, commitTransaction: refuse, rollbackTransaction: refuse,
  }
  const whole: Dialect = { ...dialect, createDriver: () => driver }
  return new Kysely<T>({ config: { dialect: whole }, dialect: whole, driver, executor: new DirectExecutor(dialect, connection) })
}
