/// Where one target of a `sqitch.conf` keeps its plan and scripts: the target's own settings, then
/// its engine's, then the core's (sqitch, `App::Sqitch::Target`).
struct SqitchTarget: Hashable {
    var plan: String
    var top: String
    var deploy: String
    var reworkedDeploy: String
    var fileExtension: String
    var variables: [String: String]
    /// Engines other than PostgreSQL's make no project.
    var engine: String

    /// The targets of a configuration file, different ones only.
    static func all(_ config: IniFile, in folder: String, _ tree: ProjectTree) -> [SqitchTarget] {
        let engine = config.value("core", key: "engine") ?? "pg"
        let named = config.names(of: "target").filter { !$0.hasSuffix(".variables") }
        let chosen = config.value("engine", engine, key: "target")
        let main = named.contains(chosen ?? "") ? chosen : nil
        var found = [make(config, main, engine, folder, tree)]
        for name in named {
            let uri = config.value("target", name, key: "uri") ?? ""
            let engine =
                uri.hasPrefix("db:") ? String(uri.dropFirst(3).prefix { $0 != ":" }) : engine
            let target = make(config, name, engine, folder, tree)
            if !found.contains(where: { $0.plan == target.plan && $0.deploy == target.deploy }) {
                found.append(target)
            }
        }
        return found
    }

    private static func make(
        _ config: IniFile, _ name: String?, _ engine: String, _ folder: String, _ tree: ProjectTree
    ) -> SqitchTarget {
        func value(_ key: String) -> String? {
            name.flatMap { config.value("target", $0, key: key) } ?? config.value(
                "engine", engine, key: key)
                ?? config.value("core", key: key)
        }
        func path(_ key: String) -> String? {
            value(key).flatMap { PathText.resolve($0, from: folder) }
        }
        var top = path("top_dir") ?? folder
        // A folder of another machine, such as a container's, while the scripts stand here.
        let own = PathText.join(folder, "deploy")
        if tree.files(under: top).isEmpty, !tree.files(under: own).isEmpty { top = folder }
        var plan = path("plan_file") ?? PathText.join(top, "sqitch.plan")
        let beside = PathText.join(folder, "sqitch.plan")
        if !tree.contains(plan), tree.contains(beside) { plan = beside }
        let reworked = path("reworked_dir")
        let deploy = path("deploy_dir") ?? PathText.join(top, "deploy")
        var variables = config.values("core", "variables")
        variables.merge(config.values("engine", "\(engine).variables")) { $1 }
        if let name { variables.merge(config.values("target", "\(name).variables")) { $1 } }
        variables.merge(config.values("deploy", "variables")) { $1 }
        return SqitchTarget(
            plan: plan, top: top, deploy: deploy,
            reworkedDeploy: path("reworked_deploy_dir") ?? reworked.map {
                PathText.join($0, "deploy")
            } ?? deploy,
            fileExtension: value("extension") ?? "sql", variables: variables, engine: normal(engine)
        )
    }

    /// A plan without a configuration file.
    init(plan: String) {
        self.plan = plan
        top = PathText.folder(plan)
        deploy = PathText.join(top, "deploy")
        reworkedDeploy = deploy
        fileExtension = "sql"
        variables = [:]
        engine = "pg"
    }

    private init(
        plan: String, top: String, deploy: String, reworkedDeploy: String, fileExtension: String,
        variables: [String: String], engine: String
    ) {
        self.plan = plan
        self.top = top
        self.deploy = deploy
        self.reworkedDeploy = reworkedDeploy
        self.fileExtension = fileExtension
        self.variables = variables
        self.engine = engine
    }

    private static func normal(_ engine: String) -> String {
        ["pg", "postgres", "postgresql", "pgsql", "yugabyte", "cockroach"].contains(engine)
            ? "pg" : engine
    }
}
