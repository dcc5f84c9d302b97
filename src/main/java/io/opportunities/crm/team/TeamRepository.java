package io.opportunities.crm.team;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TeamRepository extends Repository<Team, Long> {

    Team save(Team team);

    Optional<Team> findById(long id);

    /** Locks the team until the transaction ends, as every change of it or its workers does. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from Team t where t.id = :id")
    Optional<Team> findForUpdate(long id);

    /** Finds the members in the order of their teams, and of their places within a team. */
    @Query("select m from TeamMember m where m.teamId in :teamIds order by m.teamId, m.ordinal")
    List<TeamMember> members(Collection<Long> teamIds);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from TeamMember m where m.teamId = :teamId")
    void removeMembers(long teamId);

    void delete(Team team);

    void flush();
}
