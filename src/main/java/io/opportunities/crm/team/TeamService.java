package io.opportunities.crm.team;

import io.opportunities.identity.user.UserResponse;
import io.opportunities.identity.user.UserService;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, reads, changes and removes the teams of a company. */
@Service
@Transactional(readOnly = true)
class TeamService {

    private final TeamRepository teams;
    private final PageReader listing;
    private final UserService users;
    private final EntityManager database;
    private final InstantSource time;

    TeamService(TeamRepository teams, PageReader listing, UserService users, EntityManager database, InstantSource time) {
        this.teams = teams;
        this.listing = listing;
        this.users = users;
        this.database = database;
        this.time = time;
    }

    @Transactional
    VersionedResponse<TeamResponse> create(TeamDraft draft, Violations violations) {
        List<TeamDraft.Worker> workers = draft.workers().or(List.of());
        check(workers, violations);
        Team team = teams.save(new Team(draft.name().or(""), time.instant()));
        add(team, workers);
        return toResponse(team);
    }

    Page<TeamResponse> list(PageQuery query) {
        return listing.page(Team.class, new Conditions(), query, Team::id).map(this::toResponses);
    }

    VersionedResponse<TeamResponse> byId(long id) {
        return teams.findById(id).map(this::toResponse).orElseThrow(() -> ApiException.notFound("team", id));
    }

    /** @throws ApiException with all violations of the change; 404; 412 if the team has another version */
    @Transactional
    VersionedResponse<TeamResponse> change(long id, TeamDraft draft, IfMatch ifMatch, Violations violations) {
        Team team = findForUpdate(id, ifMatch);
        List<TeamDraft.Worker> before = teams.members(List.of(id)).stream().map(TeamMember::worker).toList();
        List<TeamDraft.Worker> after = draft.workers().isAbsent() ? before : draft.workers().or(List.of());
        check(after, violations);
        boolean workersChanged = !after.equals(before);
        if (team.change(draft.name().or(team.name()), workersChanged, time.instant())) {
            teams.flush();
        }
        if (workersChanged) {
            teams.removeMembers(id);
            add(team, after);
        }
        return toResponse(team);
    }

    @Transactional
    TeamResponse remove(long id, IfMatch ifMatch) {
        Team team = findForUpdate(id, ifMatch);
        TeamResponse response = toResponse(team).body();
        teams.delete(team);
        teams.flush();
        return response;
    }

    private Team findForUpdate(long id, IfMatch ifMatch) {
        Team team = teams.findForUpdate(id).orElseThrow(() -> ApiException.notFound("team", id));
        ifMatch.check(team.version());
        return team;
    }

    private void check(List<TeamDraft.Worker> workers, Violations violations) {
        violations.rejectIfAny();
        Set<Long> known = users.byIds(workers.stream().map(TeamDraft.Worker::userId).collect(Collectors.toSet())).keySet();
        for (int i = 0; i < workers.size(); i++) {
            long id = workers.get(i).userId();
            if (!known.contains(id)) {
                violations.add("workers[%d].id".formatted(i), Code.UNKNOWN_REFERENCE,
                        "must be the id of a user; there is no user %d".formatted(id));
            }
        }
        violations.rejectIfAny();
    }

    private void add(Team team, List<TeamDraft.Worker> workers) {
        for (int i = 0; i < workers.size(); i++) {
            database.persist(new TeamMember(team.id(), i + 1, workers.get(i)));
        }
        database.flush();
    }

    private VersionedResponse<TeamResponse> toResponse(Team team) {
        return new VersionedResponse<>(toResponses(List.of(team)).getFirst(), team.version());
    }

    private List<TeamResponse> toResponses(List<Team> page) {
        List<TeamMember> members = teams.members(page.stream().map(Team::id).toList());
        Map<Long, UserResponse> known = users.byIds(members.stream().map(member -> member.worker().userId()).collect(Collectors.toSet()));
        Map<Long, List<TeamResponse.Worker>> workers = members.stream().collect(Collectors.groupingBy(TeamMember::teamId,
                Collectors.mapping(member -> worker(member.worker(), known), Collectors.toList())));
        return page.stream().map(team -> new TeamResponse(team.id(), team.name(), workers.getOrDefault(team.id(), List.of()))).toList();
    }

    private static TeamResponse.Worker worker(TeamDraft.Worker worker, Map<Long, UserResponse> known) {
        UserResponse user = known.get(worker.userId());
        if (user == null) {
            throw new IllegalStateException("a worker is a user, and users are never removed");
        }
        return TeamResponse.Worker.of(user, worker.teamLead());
    }
}
